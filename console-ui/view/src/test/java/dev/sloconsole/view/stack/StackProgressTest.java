package dev.sloconsole.view.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Stack;
import dev.sloconsole.session.Stack.Resource;
import dev.sloconsole.view.fixture.RecordedClass;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StackProgressTest {

    @Test
    void whatIsWorkedOnStandsFirst() {
        var progress = StackProgress.from(RecordedClass.deploying().stack(), 22);
        assertThat(progress.count()).isEqualTo("15 of 22 resources complete");
        assertThat(progress.lines())
                .extracting(StackProgress.Line::name)
                .startsWith("AppExecutionRole", "ObservabilityExecutionRole", "Namespace", "DefaultRoute");
        assertThat(progress.fraction()).hasValue(15.0 / 22);
    }

    @Test
    void unknownTotalIsNotInvented() {
        var progress = StackProgress.from(RecordedClass.deploying().stack(), 0);
        assertThat(progress.count()).isEqualTo("15 complete, 3 in progress");
        assertThat(progress.fraction()).isEmpty();
    }

    @Test
    void failedResourceComesFirstWithItsReason() {
        var stack = new Stack(
                "ROLLBACK_IN_PROGRESS",
                Optional.of("The following resource(s) failed to create: [AppService]."),
                List.of(
                        new Resource("Vpc", "AWS::EC2::VPC", "CREATE_COMPLETE", Optional.empty()),
                        new Resource("AppService", "AWS::ECS::Service", "CREATE_FAILED", Optional.of("no capacity"))),
                List.of());
        var progress = StackProgress.from(stack, 0);
        assertThat(progress.title()).isEqualTo("Rolling back");
        assertThat(progress.lines().getFirst().status()).isEqualTo("create failed: no capacity");
        assertThat(progress.reason()).isPresent();
    }

    @Test
    void rollbackIsNoProgress() {
        var stack = new Stack(
                "ROLLBACK_IN_PROGRESS",
                Optional.of("Rollback requested by user."),
                List.of(
                        new Resource("Vpc", "AWS::EC2::VPC", "CREATE_COMPLETE", Optional.empty()),
                        new Resource("Cluster", "AWS::ECS::Cluster", "DELETE_COMPLETE", Optional.empty()),
                        new Resource("AppService", "AWS::ECS::Service", "CREATE_FAILED", Optional.of("no capacity"))),
                List.of());
        var progress = StackProgress.from(stack, 22);
        assertThat(progress.count()).isEqualTo("1 of 3 parts taken back");
        assertThat(progress.fraction()).isEmpty();
    }

    @Test
    void deletionCountsWhatIsGone() {
        var stack = new Stack(
                "DELETE_IN_PROGRESS",
                Optional.empty(),
                List.of(
                        new Resource("Vpc", "AWS::EC2::VPC", "CREATE_COMPLETE", Optional.empty()),
                        new Resource("AppService", "AWS::ECS::Service", "DELETE_COMPLETE", Optional.empty())),
                List.of());
        assertThat(StackProgress.from(stack, 22).count()).isEqualTo("1 of 2 resources deleted");
    }

    @Test
    void statusesHaveAMeaning() {
        assertThat(StackPhase.of(Stack.unknown())).isEqualTo(StackPhase.UNKNOWN);
        assertThat(StackPhase.of(stack("NONE"))).isEqualTo(StackPhase.NONE);
        assertThat(StackPhase.of(stack("DELETE_COMPLETE"))).isEqualTo(StackPhase.NONE);
        assertThat(StackPhase.of(stack("CREATE_IN_PROGRESS"))).isEqualTo(StackPhase.RISING);
        assertThat(StackPhase.of(stack("UPDATE_ROLLBACK_COMPLETE"))).isEqualTo(StackPhase.UP);
        assertThat(StackPhase.of(stack("ROLLBACK_COMPLETE"))).isEqualTo(StackPhase.FAILED);
        assertThat(StackPhase.of(stack("DELETE_FAILED"))).isEqualTo(StackPhase.FAILED);
    }

    private static Stack stack(String status) {
        return new Stack(status, Optional.empty(), List.of(), List.of());
    }
}
