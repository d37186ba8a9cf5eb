package dev.sloconsole.stack;

import static dev.sloconsole.stack.Moment.APP;
import static dev.sloconsole.stack.Moment.event;
import static dev.sloconsole.stack.Moment.own;
import static dev.sloconsole.stack.Moment.provisioning;
import static dev.sloconsole.stack.Moment.running;
import static dev.sloconsole.stack.Moment.stoppedTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.stack.StackFact.ImageFound;
import dev.sloconsole.stack.StackFact.InstanceDeregistered;
import dev.sloconsole.stack.StackFact.InstanceRegistered;
import dev.sloconsole.stack.StackFact.OutputsRead;
import dev.sloconsole.stack.StackFact.OutputsRead.Output;
import dev.sloconsole.stack.StackFact.ResourceStatusChanged;
import dev.sloconsole.stack.StackFact.ServiceCountsChanged;
import dev.sloconsole.stack.StackFact.ServiceEventReported;
import dev.sloconsole.stack.StackFact.SourceLost;
import dev.sloconsole.stack.StackFact.SourceRecovered;
import dev.sloconsole.stack.StackFact.StackFound;
import dev.sloconsole.stack.StackFact.StackStatusChanged;
import dev.sloconsole.stack.StackFact.TaskChanged;
import dev.sloconsole.stack.StackFact.TaskStopped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferTest {

    @Test
    void nothingHappensBetweenEqualMoments() {
        assertThat(Moment.settled().until(Moment.settled())).isEmpty();
    }

    @Test
    void thatThereIsNoStackIsToldOnceAndOnlyAfterCloudFormationWasAsked() {
        assertThat(Differ.facts("sre-demo", Snapshot.NOTHING, Snapshot.NOTHING)).isEmpty();
        assertThat(Differ.facts("sre-demo", Snapshot.NOTHING, Moment.empty().snapshot()))
                .containsExactly(status("NONE"));
        assertThat(Moment.empty().until(Moment.empty())).isEmpty();
    }

    @Test
    void otherRangesThatMayReachTheStackAreToldByWhoseItIs() {
        var before = Moment.settled();
        var after = before.admits("203.0.113.9/32", "198.51.100.0/24");

        assertThat(before.until(after))
                .containsExactly(new StackFound(
                        "id-1",
                        true,
                        Optional.of("someone"),
                        Instant.EPOCH,
                        Optional.empty(),
                        List.of("203.0.113.9/32", "198.51.100.0/24")));
    }

    @Test
    void creationIsToldInTheOrderOfItsEventsWithTheStackFirst() {
        var begun = Moment.empty()
                .stack(
                        "id-1",
                        "CREATE_IN_PROGRESS",
                        own("1", "id-1", "CREATE_IN_PROGRESS"),
                        event("2", "Vpc", "CREATE_IN_PROGRESS"),
                        event("3", "Vpc", "CREATE_COMPLETE"));

        assertThat(Moment.empty().until(begun))
                .containsExactly(
                        Moment.found("id-1"),
                        status("CREATE_IN_PROGRESS"),
                        resource("Vpc", "CREATE_IN_PROGRESS"),
                        resource("Vpc", "CREATE_COMPLETE"));
    }

    @Test
    void completionIsToldAfterTheLastResourceAndBeforeTheOutputs() {
        var begun = Moment.empty().stack("id-1", "CREATE_IN_PROGRESS", own("1", "id-1", "CREATE_IN_PROGRESS"));
        var done = begun.stackGoesOn(
                        "CREATE_COMPLETE", event("2", "Vpc", "CREATE_COMPLETE"), own("3", "id-1", "CREATE_COMPLETE"))
                .outputs(new Output("ClusterName", "sre-demo"));

        assertThat(begun.until(done))
                .containsExactly(
                        resource("Vpc", "CREATE_COMPLETE"),
                        status("CREATE_COMPLETE"),
                        new OutputsRead(List.of(new Output("ClusterName", "sre-demo"))));
    }

    @Test
    void stackThatWasCreatedBetweenTwoLooksIsStillToldFromTheBeginning() {
        var facts = Moment.empty().until(Moment.settled());

        assertThat(facts)
                .startsWith(
                        Moment.found("id-1"),
                        status("CREATE_IN_PROGRESS"),
                        resource("Vpc", "CREATE_COMPLETE"),
                        status("CREATE_COMPLETE"));
    }

    @Test
    void stackThatWasThereBeforeUsIsToldByTheLatestStatusOfEachResource() {
        var there = Moment.empty().neverRead();
        var now = Moment.empty()
                .stack(
                        "id-1",
                        "CREATE_COMPLETE",
                        own("1", "id-1", "CREATE_IN_PROGRESS"),
                        event("2", "Vpc", "CREATE_IN_PROGRESS"),
                        event("3", "Cluster", "CREATE_COMPLETE"),
                        event("4", "Vpc", "CREATE_COMPLETE"),
                        own("5", "id-1", "CREATE_COMPLETE"));

        assertThat(there.until(now))
                .containsExactly(
                        Moment.found("id-1"),
                        resource("Cluster", "CREATE_COMPLETE"),
                        resource("Vpc", "CREATE_COMPLETE"),
                        status("CREATE_COMPLETE"));
    }

    @Test
    void creationThatWasUnderWayBeforeUsIsToldFromTheBeginning() {
        var now = Moment.empty()
                .stack(
                        "id-1",
                        "CREATE_IN_PROGRESS",
                        own("1", "id-1", "CREATE_IN_PROGRESS"),
                        event("2", "Vpc", "CREATE_IN_PROGRESS"),
                        event("3", "Vpc", "CREATE_COMPLETE"));

        assertThat(Moment.empty().neverRead().until(now)).hasSize(4);
    }

    @Test
    void knownEventsAreNotToldAgain() {
        var begun = Moment.empty()
                .stack(
                        "id-1",
                        "CREATE_IN_PROGRESS",
                        own("1", "id-1", "CREATE_IN_PROGRESS"),
                        event("2", "Vpc", "CREATE_IN_PROGRESS"));
        var later = begun.stackGoesOn("CREATE_IN_PROGRESS", event("3", "Vpc", "CREATE_COMPLETE"));

        assertThat(begun.until(later)).containsExactly(resource("Vpc", "CREATE_COMPLETE"));
    }

    @Test
    void statusIsToldEvenIfNoEventTellsIt() {
        var silent = Moment.empty().stack("id-1", "CREATE_IN_PROGRESS");

        assertThat(Moment.empty().until(silent)).containsExactly(Moment.found("id-1"), status("CREATE_IN_PROGRESS"));
        assertThat(silent.until(silent.stackGoesOn("CREATE_COMPLETE"))).containsExactly(status("CREATE_COMPLETE"));
    }

    @Test
    void outputsAreNotToldBeforeTheStackIsAtRest() {
        var begun = Moment.empty().stack("id-1", "CREATE_IN_PROGRESS").outputs(new Output("ClusterName", "sre-demo"));

        assertThat(Moment.empty().until(begun)).noneMatch(OutputsRead.class::isInstance);
    }

    @Test
    void serviceCountsAreToldWhenTheyChange() {
        var before = Moment.settled();

        assertThat(before.until(before.service(2, 1, 1))).containsExactly(new ServiceCountsChanged(APP, 2, 1, 1));
    }

    @Test
    void serviceEventsAreToldOnceAndTheOldestFirst() {
        var before = Moment.settled().serviceSays("e1", "has started 1 tasks");
        var after = before.serviceSays("e2", "has reached a steady state").serviceSays("e3", "has started 1 tasks");

        assertThat(before.until(after))
                .containsExactly(
                        new ServiceEventReported(APP, "has reached a steady state"),
                        new ServiceEventReported(APP, "has started 1 tasks"));
        assertThat(after.until(after)).isEmpty();
    }

    @Test
    void onlyTheLastWordOfAServiceThatWasThereBeforeUsIsTold() {
        var now = Moment.settled().serviceSays("e1", "old").serviceSays("e2", "latest");

        assertThat(now.ecsNeverRead().until(now))
                .filteredOn(ServiceEventReported.class::isInstance)
                .containsExactly(new ServiceEventReported(APP, "latest"));
    }

    @Test
    void deadTaskIsToldStoppedBeforeItsReplacementAppears() {
        var before = Moment.settled();
        var after = before.task(
                        "task-1",
                        stoppedTask("10.42.0.11", "EssentialContainerExited", "Essential container in task exited", 1))
                .withoutInstance("task-1")
                .task("task-2", provisioning());

        assertThat(before.until(after))
                .containsExactly(
                        new TaskChanged(
                                "task-1",
                                APP,
                                "STOPPED",
                                "STOPPED",
                                "UNKNOWN",
                                Optional.of("10.42.0.11"),
                                Optional.empty()),
                        new TaskStopped(
                                "task-1",
                                APP,
                                "EssentialContainerExited",
                                "Essential container in task exited",
                                Optional.of(1)),
                        new TaskChanged(
                                "task-2",
                                APP,
                                "PROVISIONING",
                                "RUNNING",
                                "UNKNOWN",
                                Optional.empty(),
                                Optional.empty()),
                        new InstanceDeregistered(APP, "task-1", "10.42.0.11"));
    }

    @Test
    void replacementIsToldWithItsNewAddress() {
        var before = Moment.settled().task("task-2", provisioning());
        var after = before.task("task-2", running("10.42.0.12")).instance("task-2", "10.42.0.12");

        assertThat(before.until(after))
                .containsExactly(
                        new TaskChanged(
                                "task-2",
                                APP,
                                "RUNNING",
                                "RUNNING",
                                "UNKNOWN",
                                Optional.of("10.42.0.12"),
                                Optional.empty()),
                        new InstanceRegistered(APP, "task-2", "10.42.0.12", "HEALTHY"));
    }

    @Test
    void newInstanceIsToldAfterTheOldOneLeft() {
        var before = Moment.settled();
        var after = before.withoutInstance("task-1").instance("a-task", "10.42.0.12");

        assertThat(before.until(after))
                .containsExactly(
                        new InstanceDeregistered(APP, "task-1", "10.42.0.11"),
                        new InstanceRegistered(APP, "a-task", "10.42.0.12", "HEALTHY"));
    }

    @Test
    void instanceWhoseHealthChangedIsToldAgain() {
        var before = Moment.settled();

        assertThat(before.until(before.instance("task-1", "10.42.0.11", "UNHEALTHY")))
                .containsExactly(new InstanceRegistered(APP, "task-1", "10.42.0.11", "UNHEALTHY"));
    }

    @Test
    void publicAddressThatIsFoundLaterChangesTheTask() {
        var before = Moment.settled();
        var after = before.task("task-1", running("10.42.0.11").withPublicAddress(Optional.of("203.0.113.7")));

        assertThat(before.until(after))
                .containsExactly(new TaskChanged(
                        "task-1",
                        APP,
                        "RUNNING",
                        "RUNNING",
                        "UNKNOWN",
                        Optional.of("10.42.0.11"),
                        Optional.of("203.0.113.7")));
    }

    @Test
    void stoppedTaskStopsOnlyOnceWhateverIsReadOfItLater() {
        var stopped = Moment.settled().task("task-1", stoppedTask("10.42.0.11", "UserInitiated", "by hand", 143));
        var later = stopped.task("task-1", stoppedTask("10.42.0.11", "UserInitiated", "words that came later", 143));

        assertThat(stopped.until(later)).isEmpty();
        assertThat(stopped.until(stopped.withoutTask("task-1"))).isEmpty();
    }

    @Test
    void taskThatLivedAndDiedBetweenTwoLooksIsStillTold() {
        var after = Moment.settled().task("task-9", stoppedTask("10.42.0.19", "TaskFailedToStart", "no image", 1));

        assertThat(Moment.settled().until(after))
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly("TaskChanged", "TaskStopped");
    }

    @Test
    void tasksThatStoppedBeforeWeCameAreHistory() {
        var now = Moment.settled().task("old", stoppedTask("10.42.0.9", "UserInitiated", "yesterday", 0));

        assertThat(now.ecsNeverRead().until(now))
                .noneMatch(
                        fact -> fact instanceof TaskStopped || fact.toString().contains("old"));
    }

    @Test
    void taskThatEcsForgotIsToldStoppedWithoutInventingAReason() {
        var before = Moment.settled();

        assertThat(before.until(before.withoutTask("task-1")))
                .containsExactly(
                        new TaskChanged(
                                "task-1",
                                APP,
                                "STOPPED",
                                "STOPPED",
                                "UNKNOWN",
                                Optional.of("10.42.0.11"),
                                Optional.empty()),
                        new TaskStopped(
                                "task-1",
                                APP,
                                "UNKNOWN",
                                "The task is gone together with its cluster; ECS no longer tells why.",
                                Optional.empty()));
    }

    @Test
    void deletionEndsWithTheStackAfterTasksAndInstances() {
        var before = Moment.settled().stackGoesOn("DELETE_IN_PROGRESS", own("4", "id-1", "DELETE_IN_PROGRESS"));
        var after = before.deleted(event("5", "Vpc", "DELETE_COMPLETE"), own("6", "id-1", "DELETE_COMPLETE"))
                .noServices()
                .task("task-1", stoppedTask("10.42.0.11", "ServiceSchedulerInitiated", "Scaling activity", 143))
                .withoutInstance("task-1");

        var facts = before.until(after);

        assertThat(facts).startsWith(resource("Vpc", "DELETE_COMPLETE"), new ServiceCountsChanged(APP, 0, 0, 0));
        assertThat(facts)
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly(
                        "ResourceStatusChanged",
                        "ServiceCountsChanged",
                        "TaskChanged",
                        "TaskStopped",
                        "InstanceDeregistered",
                        "StackStatusChanged");
        assertThat(facts.getLast()).isEqualTo(status("DELETE_COMPLETE"));
    }

    @Test
    void deletionIsToldOnceOnly() {
        var gone = Moment.settled().deleted();

        assertThat(gone.until(gone)).isEmpty();
    }

    @Test
    void stackThatIsCreatedAgainIsToldFromTheBeginning() {
        var gone = Moment.settled()
                .deleted(own("4", "id-1", "DELETE_COMPLETE"))
                .noServices()
                .withoutTask("task-1")
                .withoutInstance("task-1");
        var again = gone.stack(
                "id-2",
                "CREATE_IN_PROGRESS",
                own("11", "id-2", "CREATE_IN_PROGRESS"),
                event("12", "Vpc", "CREATE_IN_PROGRESS"));

        assertThat(gone.until(again))
                .containsExactly(
                        Moment.found("id-2"), status("CREATE_IN_PROGRESS"), resource("Vpc", "CREATE_IN_PROGRESS"));
    }

    @Test
    void stackThatWasReplacedBetweenTwoLooksIsToldDeletedFirst() {
        var before = Moment.settled();
        var after = before.stack("id-2", "CREATE_IN_PROGRESS", own("11", "id-2", "CREATE_IN_PROGRESS"));

        assertThat(before.until(after))
                .containsExactly(status("DELETE_COMPLETE"), Moment.found("id-2"), status("CREATE_IN_PROGRESS"));
    }

    @Test
    void sourceIsLostOnceAndRecoversOnceAndTheOthersGoOn() {
        var before = Moment.settled();
        var lost = before.lost("ecs", "Services and tasks cannot be read.").instance("task-2", "10.42.0.12");

        assertThat(before.until(lost))
                .containsExactly(
                        new SourceLost("ecs", "Services and tasks cannot be read."),
                        new InstanceRegistered(APP, "task-2", "10.42.0.12", "HEALTHY"));
        assertThat(lost.until(lost.lost("ecs", "Another reason."))).isEmpty();
        assertThat(lost.until(before.instance("task-2", "10.42.0.12"))).containsExactly(new SourceRecovered("ecs"));
    }

    @Test
    void imageIsToldWhenFoundAndWhenReplaced() {
        var before = Moment.settled();
        var found = before.image("sre-demo/app", "sha256:aa");

        assertThat(before.until(found)).containsExactly(new ImageFound("sre-demo/app", "sha256:aa"));
        assertThat(found.until(found.image("sre-demo/app", "sha256:bb")))
                .containsExactly(new ImageFound("sre-demo/app", "sha256:bb"));
    }

    private static StackStatusChanged status(String status) {
        return new StackStatusChanged("sre-demo", status, Optional.empty());
    }

    private static ResourceStatusChanged resource(String logicalId, String status) {
        return new ResourceStatusChanged(logicalId, "AWS::EC2::" + logicalId, status, Optional.empty());
    }
}
