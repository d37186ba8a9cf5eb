package dev.sloconsole.desktop.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.desktop.live.Surroundings.AppRoute;
import dev.sloconsole.desktop.live.Surroundings.Publisher;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.ImageProgressed;
import dev.sloconsole.session.SessionEvent.ImagePublished;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.fold.Fold;
import dev.sloconsole.session.fold.Folded;
import dev.sloconsole.session.traffic.TrafficGenerator;
import dev.sloconsole.stack.CloudAccess;
import dev.sloconsole.stack.StackClient;
import dev.sloconsole.stack.StackSpec;
import dev.sloconsole.stack.StackWatcher;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** What step 1's button does, without the registry, which {@code ImagePublisherTest} has. */
class PublishTest {

    private static final CloudAccess NOWHERE =
            CloudAccess.at(URI.create("http://127.0.0.1:1"), "eu-west-1", new CloudAccess.Credentials("a", "b"));

    private final List<SessionEvent> events = new ArrayList<>();
    private final List<Optional<String>> shown = new ArrayList<>();
    private Folded folded = Folded.initial(List.of());

    private void happens(SessionEvent event) {
        events.add(event);
        folded = Fold.apply(folded, new Fact(events.size(), Duration.ofSeconds(events.size()), event));
        shown.add(folded.state().ownership().publishing());
    }

    private SessionState state() {
        return folded.state();
    }

    private LiveCommands commands(Optional<Publisher> publisher) {
        var surroundings = new Surroundings(
                NOWHERE,
                Map.of(),
                Optional.empty(),
                AppRoute.BY_PUBLIC_ADDRESS,
                Map::of,
                List.of(),
                Duration.ofSeconds(1),
                Optional.empty(),
                Optional.empty(),
                publisher,
                () -> {});
        var http = new OkHttpClient();
        var connection = new LiveCommands.Connection(
                surroundings,
                new StackClient(NOWHERE),
                new StackWatcher(NOWHERE, "s", List.of(), Duration.ofSeconds(1), fact -> {}),
                new Custody(arn -> ""),
                new TrafficGenerator(http, Optional::empty, counts -> {}, 0),
                http);
        return new LiveCommands(
                Runnable::run,
                () -> connection,
                new Addresses(),
                () -> new StackSpec("s", "", Map.of()),
                this::state,
                this::happens,
                new Questions() {
                    @Override
                    public boolean deploy(String question) {
                        return false;
                    }

                    @Override
                    public boolean delete(String question) {
                        return false;
                    }
                });
    }

    @Test
    void everyPartIsToldAndTheReferenceInTheEnd() {
        commands(Optional.of(progress -> {
                    progress.accept("building app layer");
                    progress.accept("pushing blob sha256:1");
                    return "registry/app@sha256:2";
                }))
                .publish();

        assertThat(events)
                .containsExactly(
                        new ActionRequested(Action.PUBLISH, ""),
                        new ImageProgressed("building app layer"),
                        new ImageProgressed("pushing blob sha256:1"),
                        new ImagePublished("registry/app@sha256:2"));
        assertThat(shown)
                .containsExactly(
                        Optional.of(""),
                        Optional.of("building app layer"),
                        Optional.of("pushing blob sha256:1"),
                        Optional.empty());
    }

    @Test
    void aPushThatFailsSaysWhyAndCanBeTriedAgain() {
        var commands = commands(Optional.of(progress -> {
            throw new IllegalStateException("The image could not be pushed: denied.");
        }));
        commands.publish();
        commands.publish();

        assertThat(events)
                .filteredOn(ActionFailed.class::isInstance)
                .containsExactly(
                        new ActionFailed(Action.PUBLISH, "The image could not be pushed: denied."),
                        new ActionFailed(Action.PUBLISH, "The image could not be pushed: denied."));
        assertThat(shown.getLast()).isEmpty();
    }

    @Test
    void whereTheImageIsThereAlwaysNothingIsPushed() {
        commands(Optional.empty()).publish();

        assertThat(events.getLast()).isInstanceOf(ActionFailed.class);
    }
}
