package dev.sloconsole.session.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.SessionEvent.StackObserved;
import java.net.URI;
import org.junit.jupiter.api.Test;

class TaskAddressTest {

    private static TaskAddress after(Facts facts) {
        var address = new TaskAddress(5000);
        for (Fact fact : facts.list()) {
            if (fact.event() instanceof StackObserved(var observed)) {
                address.accept(observed);
            }
        }
        return address;
    }

    @Test
    void usersFollowTheRunningTask() {
        var facts = new Facts().task(Facts.OLD_TASK, Facts.OLD, "PENDING");
        assertThat(after(facts).get()).isEmpty();

        facts.task(Facts.OLD_TASK, Facts.OLD, "RUNNING");
        assertThat(after(facts).get()).contains(URI.create("http://203.0.113.7:5000"));
        facts.stopped(Facts.OLD_TASK);
        assertThat(after(facts).get()).isEmpty();
        facts.task(Facts.NEW_TASK, Facts.NEW, "RUNNING");
        assertThat(after(facts).get()).isPresent();
    }
}
