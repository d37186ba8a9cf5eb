package dev.sloconsole.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.stack.StackFact.AutoStopNeared;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchThreadTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void looksThatFailEndNothingAndAreToldOnceARow() throws Exception {
        var looks = new AtomicInteger();
        var enough = new CountDownLatch(1);
        var failed = new CopyOnWriteArrayList<RuntimeException>();
        try (var thread = new WatchThread("test", SHORT, LONG, fact -> {}, failed::add)) {
            thread.start(() -> {
                int look = looks.incrementAndGet();
                if (look == 10) {
                    enough.countDown();
                }
                if (look <= 3 || look == 5) {
                    throw new IllegalStateException("look " + look);
                }
            });
            assertThat(enough.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(failed).extracting(Throwable::getMessage).containsExactly("look 1", "look 5");
    }

    @Test
    void factThatIsNotAcceptedEndsNothing() throws Exception {
        BlockingQueue<StackFact> accepted = new LinkedBlockingQueue<>();
        var told = new AtomicInteger();
        try (var thread = new WatchThread("test", SHORT, LONG, fact -> {
            if (told.incrementAndGet() == 1) {
                throw new IllegalStateException("full");
            }
            accepted.add(fact);
        })) {
            thread.start(() -> thread.tell(new AutoStopNeared(Instant.EPOCH)));
            assertThat(accepted.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new AutoStopNeared(Instant.EPOCH));
        }
    }

    @Test
    void nothingIsToldAfterTheEnd() {
        var facts = new CopyOnWriteArrayList<StackFact>();
        var thread = new WatchThread("test", SHORT, LONG, facts::add);
        thread.close();
        thread.tell(new AutoStopNeared(Instant.EPOCH));

        assertThat(facts).isEmpty();
        assertThat(thread.closed()).isTrue();
    }

    @Test
    void startsOnce() {
        try (var thread = new WatchThread("test", LONG, LONG, fact -> {})) {
            thread.start(() -> {});
            assertThatThrownBy(() -> thread.start(() -> {})).hasMessageContaining("started already");
        }
    }
}
