package dev.sloconsole.view.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.session.Ownership;
import dev.sloconsole.session.SessionState;
import dev.sloconsole.session.Stack;
import dev.sloconsole.session.Stack.Resource;
import dev.sloconsole.stack.StackFact.StackFailed;
import dev.sloconsole.view.fixture.RecordedClass;
import dev.sloconsole.view.stack.StackFailure.Way;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StackFailureTest {

    @Test
    void namesTheResourceItsReasonTheTasksStopAndItsLastWords() {
        var failure = StackFailure.from(RecordedClass.deploymentFailed()).orElseThrow();

        assertThat(failure.title()).isEqualTo("The deployment failed");
        assertThat(failure.culprit()).isEqualTo("ObservabilityService (ECS Service)");
        assertThat(failure.reason()).contains("Circuit Breaker was triggered");
        assertThat(failure.stopped()).contains("Essential container in task exited (exit code 1)");
        assertThat(failure.log()).containsExactly("[prometheus] prometheus: cannot start: broken on purpose");
        assertThat(failure.remedy()).contains(new StackFailure.Remedy(Way.DELETE_AND_DEPLOY_AGAIN, ""));
    }

    @Test
    void whileItIsRolledBackTheButtonSaysWhatItWaitsFor() {
        var stack = new Stack(
                "ROLLBACK_IN_PROGRESS",
                Optional.of("The following resource(s) failed to create: [AppService]."),
                List.of(
                        new Resource("Vpc", "AWS::EC2::VPC", "DELETE_COMPLETE", Optional.empty()),
                        new Resource(
                                "Other",
                                "AWS::ECS::Service",
                                "CREATE_FAILED",
                                Optional.of("Resource creation cancelled")),
                        new Resource("AppService", "AWS::ECS::Service", "CREATE_FAILED", Optional.of("no capacity"))),
                List.of());
        var failure = StackFailure.from(with(stack, Ownership.UNKNOWN)).orElseThrow();

        assertThat(failure.culprit()).isEqualTo("AppService (ECS Service)");
        assertThat(failure.reason()).isEqualTo("no capacity");
        assertThat(failure.now()).isEqualTo("CloudFormation takes back what it made: 1 of 3 parts are gone.");
        assertThat(failure.remedy().orElseThrow().whyNot()).contains("still taking back");
    }

    @Test
    void ofALongLogTheLastLinesAreShown() {
        var told = new StackFailed(
                "deployment",
                "AppService",
                "AWS::ECS::Service",
                "x",
                Optional.empty(),
                List.of("1", "2", "3", "4", "5", "6", "7"));
        var failure = StackFailure.from(with(
                new Stack("ROLLBACK_COMPLETE", Optional.empty(), List.of(), List.of()), Ownership.UNKNOWN.with(told)));

        assertThat(failure.orElseThrow().log()).containsExactly("2", "3", "4", "5", "6", "7");
    }

    @Test
    void aDeletionThatFailedIsNotBlamedOnTheDeploymentBefore() {
        var told = new StackFailed("deployment", "AppService", "AWS::ECS::Service", "x", Optional.empty(), List.of());
        var stack = new Stack("DELETE_FAILED", Optional.of("Vpc is in use"), List.of(), List.of());
        var failure =
                StackFailure.from(with(stack, Ownership.UNKNOWN.with(told))).orElseThrow();

        assertThat(failure.title()).isEqualTo("The stack could not be deleted");
        assertThat(failure.reason()).isEqualTo("Vpc is in use");
        assertThat(failure.remedy().map(StackFailure.Remedy::way)).contains(Way.DELETE_AGAIN);
    }

    @Test
    void aStackThatRisesStandsOrGoesHasNotFailed() {
        assertThat(StackFailure.from(RecordedClass.deploying())).isEmpty();
        assertThat(StackFailure.from(RecordedClass.normal())).isEmpty();
        assertThat(StackFailure.from(with(
                        new Stack("DELETE_IN_PROGRESS", Optional.empty(), List.of(), List.of()), Ownership.UNKNOWN)))
                .isEmpty();
    }

    @Test
    void aRecordingOffersNoWayOut() {
        assertThat(StackFailure.from(RecordedClass.deploymentFailed().replayed())
                        .orElseThrow()
                        .remedy())
                .isEmpty();
    }

    private static SessionState with(Stack stack, Ownership ownership) {
        return RecordedClass.deploying()
                .next()
                .stack(stack)
                .ownership(ownership)
                .state();
    }
}
