package dev.sloconsole.desktop.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.live.Session;
import dev.sloconsole.session.live.SessionOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LiveClassTest {

    private final List<String> order = new CopyOnWriteArrayList<>();
    private final Session session = Session.start(SessionOptions.of(Source.LOCAL, "demo", "test"), Lesson.builtIn());

    @Test
    void surroundingsStartOnceTheyAreWantedAndCommandsWaitForThem() {
        session.addListener(fact -> {
            if (fact.event() instanceof ActionFailed failed) {
                order.add(failed.action().name());
            }
        });
        try (var live = prepared()) {
            live.commands().deploy();
            order.add("wanted");
            live.connect();
            live.connect();

            await().untilAsserted(() -> assertThat(order).containsExactly("wanted", "surroundings", "START", "DEPLOY"));
        }
    }

    @Test
    void classThatNobodyWantedACloudForClosesWithoutOne() {
        prepared().close();

        assertThat(order).isEmpty();
    }

    private LiveClass prepared() {
        return LiveClass.prepare(
                session,
                () -> {
                    order.add("surroundings");
                    throw new IllegalStateException("There is no cloud here.");
                },
                new StackSpecs("demo", "someone", Optional.empty()),
                NO_QUESTIONS);
    }

    private static final Questions NO_QUESTIONS = new Questions() {
        @Override
        public boolean deploy(String question) {
            return true;
        }

        @Override
        public boolean delete(String question) {
            return true;
        }
    };
}
