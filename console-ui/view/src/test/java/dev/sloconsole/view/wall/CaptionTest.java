package dev.sloconsole.view.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.watch.MetricFact.PrometheusLost;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.SessionEvent.ProcessPaused;
import dev.sloconsole.session.SessionEvent.SessionEnded;
import dev.sloconsole.session.SessionEvent.WindowClosed.Outcome;
import dev.sloconsole.session.TrafficPlan.Mode;
import dev.sloconsole.stack.StackFact.DnsSource;
import dev.sloconsole.view.fixture.Taught;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the class is told, moment by moment, in a class that the real fold has folded. */
class CaptionTest {

    private static Arguments moment(String name, Taught taught, String words) {
        return Arguments.of(name, taught, words);
    }

    static Stream<Arguments> moments() {
        return Stream.of(
                moment(
                        "before the account is read",
                        Taught.begun().at(1).step("images"),
                        "The console asks CloudFormation whether the stack is there already."),
                moment(
                        "before the first deployment",
                        Taught.begun().at(3).step("images").stack("NONE"),
                        "There is no stack yet. One template describes all of it: network, cluster, services, names."),
                moment(
                        "a deployment begins",
                        Taught.begun().at(3).step("deploy").asks(Action.DEPLOY).stack("CREATE_IN_PROGRESS"),
                        "CloudFormation reads the template and begins with what nothing else needs."),
                moment(
                        "a deployment goes on",
                        Taught.begun()
                                .at(3)
                                .step("deploy")
                                .stack("CREATE_IN_PROGRESS")
                                .at(9)
                                .resource("AppService ECS::Service", "CREATE_IN_PROGRESS", Optional.empty()),
                        "CloudFormation creates AppService (ECS Service): about 9 s to go."),
                moment(
                        "a deployment is due",
                        Taught.begun()
                                .at(3)
                                .step("deploy")
                                .stack("CREATE_IN_PROGRESS")
                                .at(9)
                                .resource("AppService ECS::Service", "CREATE_IN_PROGRESS", Optional.empty())
                                .at(18.5),
                        "CloudFormation creates AppService (ECS Service): any moment now."),
                moment(
                        "a deployment takes longer than expected",
                        Taught.begun()
                                .at(3)
                                .step("deploy")
                                .stack("CREATE_IN_PROGRESS")
                                .at(9)
                                .resource("AppService ECS::Service", "CREATE_IN_PROGRESS", Optional.empty())
                                .at(40),
                        "CloudFormation creates AppService (ECS Service): 22 s longer than expected."),
                moment(
                        "a deployment failed and is rolled back",
                        Taught.begun()
                                .at(3)
                                .step("deploy")
                                .stack("CREATE_IN_PROGRESS")
                                .at(9)
                                .resource(
                                        "AppService ECS::Service",
                                        "CREATE_FAILED",
                                        Optional.of("Essential container in task exited. Exit code 1."))
                                .stack("ROLLBACK_IN_PROGRESS"),
                        "AppService failed: Essential container in task exited. CloudFormation takes back what it "
                                + "made."),
                moment(
                        "a deployment has failed",
                        Taught.begun()
                                .at(3)
                                .step("deploy")
                                .stack("CREATE_IN_PROGRESS")
                                .at(9)
                                .resource(
                                        "AppService ECS::Service",
                                        "CREATE_FAILED",
                                        Optional.of("Essential container in task exited. Exit code 1."))
                                .stack("ROLLBACK_COMPLETE"),
                        "The deployment failed at AppService: Essential container in task exited. Its remains must go "
                                + "before the next try."),
                moment(
                        "the stack goes",
                        Taught.deployed()
                                .at(80)
                                .stack("DELETE_IN_PROGRESS")
                                .resource("AppService ECS::Service", "DELETE_COMPLETE", Optional.empty()),
                        "The stack is being deleted: 1 of 13 parts are gone. What is left would be paid for."),
                moment(
                        "the stack is gone",
                        Taught.deployed().at(80).stack("DELETE_IN_PROGRESS").stack("DELETE_COMPLETE"),
                        "The stack is gone, and every address with it. The same template brings it back."),
                moment(
                        "no task runs",
                        Taught.begun()
                                .at(3)
                                .stack("CREATE_IN_PROGRESS")
                                .task(Taught.OLD_TASK, "", "PENDING")
                                .stack("CREATE_COMPLETE"),
                        "The stack stands, but no task of the app runs: it is PENDING."),
                moment(
                        "DNS does not know the name",
                        Taught.begun()
                                .at(3)
                                .stack("CREATE_IN_PROGRESS")
                                .task(Taught.OLD_TASK, Taught.OLD, "RUNNING")
                                .stack("CREATE_COMPLETE"),
                        "The task runs. DNS does not know its name yet, so nobody can find it."),
                moment(
                        "Prometheus is not there yet",
                        Taught.begun()
                                .at(3)
                                .stack("CREATE_IN_PROGRESS")
                                .task(Taught.OLD_TASK, Taught.OLD, "RUNNING")
                                .dns(DnsSource.RESOLVER, Taught.OLD)
                                .stack("CREATE_COMPLETE"),
                        "DNS answers with the task's address. Prometheus does not answer yet: nobody measures."),
                moment(
                        "the target is not up",
                        Taught.deployed().at(63).target("down", "x"),
                        "Prometheus asks DNS for the app. No target is UP yet: it looks again every few seconds."),
                moment(
                        "the target is up",
                        Taught.deployed().at(70),
                        "Prometheus found the task by its name: the target is UP. Nobody told it an address."),
                moment(
                        "Grafana is connected",
                        Taught.deployed().at(70).step("grafana"),
                        "Grafana draws and measures nothing: it asks Prometheus, and Prometheus answers."),
                moment(
                        "a dashboard without data",
                        Taught.deployed().at(70).step("dashboard"),
                        "No request yet, so no SLI: 0 % of nothing is no data, and it is not 100 % either."),
                moment(
                        "users arrive",
                        Taught.deployed().at(70).step("normal-traffic").traffic(Mode.NORMAL),
                        "Users arrive: 20 requests a second. The first answers are on their way."),
                moment(
                        "users are served before Prometheus has asked twice, and the dashboard says 0 %",
                        Taught.deployed()
                                .at(70)
                                .step("normal-traffic")
                                .traffic(Mode.NORMAL)
                                .unscraped(70, 73, 20, 0),
                        "20 requests a second. All are answered. Prometheus has counted none of them yet: it asks "
                                + "every few seconds."),
                moment(
                        "normal traffic",
                        Taught.served(),
                        "20 requests a second, all of them answered. The budget is untouched: 360 may fail this half "
                                + "hour."),
                moment(
                        "bursts",
                        Taught.served().traffic(Mode.BURST).seconds(890, 891, 20, 0, 0),
                        "Users come in bursts: 20 a second, then 100 for 5 s. All are answered."),
                moment(
                        "a ramp",
                        Taught.served().traffic(Mode.RAMP).seconds(890, 891, 20, 0, 0),
                        "More and more users come, up to 200 requests a second. All are answered."),
                moment(
                        "failures are ordered",
                        Taught.served().traffic(Mode.PARTIAL_FAILURE).seconds(890, 891, 20, 0, 0),
                        "From now on 30 % of the requests fail. The task runs, the target is UP: who will notice?"),
                moment(
                        "a deployment failed, and CloudFormation says so in its own words",
                        Taught.deploying(31)
                                .resource(
                                        "AppService ECS::Service",
                                        "CREATE_FAILED",
                                        Optional.of(
                                                "Resource handler returned message: \"Error occurred during operation "
                                                        + "'ECS Deployment Circuit Breaker was triggered'.\" (HandlerErrorCode: "
                                                        + "GeneralServiceException)"))
                                .stack("ROLLBACK_COMPLETE"),
                        "The deployment failed at AppService: ECS Deployment Circuit Breaker was triggered. Its remains "
                                + "must go before the next try."),
                moment(
                        "a question",
                        Taught.served().step("partial-failure"),
                        "Your guess first: How low will the SLI go?"),
                moment(
                        "a part of the requests fails",
                        Taught.served()
                                .step("partial-failure")
                                .traffic(Mode.PARTIAL_FAILURE)
                                .seconds(890, 900, 14, 6, 0),
                        "30 % of the requests fail. The task is healthy, the target is UP: only the users notice, and "
                                + "the budget goes 30 times too fast."),
                moment(
                        "requests fail that should not",
                        Taught.served().seconds(890, 900, 17, 3, 0),
                        "15.0 % of the requests of the last 5 s failed: the budget goes 15 times too fast; at this "
                                + "pace it is gone in 1 min 50 s."),
                moment(
                        "an alert is pending",
                        Taught.served().seconds(890, 900, 17, 3, 0).alert("pending"),
                        "A page is pending: if the budget goes on burning 15 times too fast, somebody is called. A "
                                + "short flicker calls nobody."),
                moment(
                        "an alert fires",
                        Taught.failing().at(920),
                        "A page fires: the budget goes 30 times too fast; 240 of 360 failures are left. Somebody is "
                                + "called now."),
                moment(
                        "an alert fires still, and requests succeed again",
                        Taught.failing().at(921).traffic(Mode.NORMAL).seconds(920, 926, 20, 0, 0),
                        "A page fires, for 6 s now: the budget went too fast; 240 of 360 failures are left. Requests "
                                + "succeed again."),
                moment(
                        "an alert fires and nothing is scraped",
                        Taught.failing().unscraped(920, 940, 14, 6),
                        "The server's figures are 20 s old: nothing new was scraped. The users' are of this second."),
                moment(
                        "an alert is over",
                        Taught.failing()
                                .at(921)
                                .traffic(Mode.NORMAL)
                                .seconds(920, 950, 20, 0, 0)
                                .alert("inactive")
                                .at(952),
                        "The page is over: its short window is quiet again. What was spent stays spent."),
                moment(
                        "requests succeed again",
                        Taught.failing()
                                .at(921)
                                .traffic(Mode.NORMAL)
                                .seconds(920, 970, 20, 0, 0)
                                .at(951)
                                .alert("inactive")
                                .at(970),
                        "Requests succeed again. The SLI looks back five minutes and is still below 99 %; what is "
                                + "spent stays spent."),
                moment(
                        "a part of the budget is left",
                        Taught.failing()
                                .at(921)
                                .alert("inactive")
                                .traffic(Mode.NORMAL)
                                .seconds(920, 1240, 20, 0, 0),
                        "20 requests a second. All are answered. 240 of 360 failures are left for the rest of this "
                                + "half hour."),
                moment(
                        "the budget is overspent",
                        Taught.served().seconds(890, 930, 10, 10, 0),
                        "The budget is overspent by 40: 400 requests failed where 360 may. This half hour misses its "
                                + "objective."),
                moment(
                        "a window has ended, and its objective was met",
                        Taught.failing()
                                .at(921)
                                .traffic(Mode.NORMAL)
                                .seconds(920, 2100, 20, 0, 0)
                                .closed(300, 2100, Outcome.MET, 120, 36_000)
                                .at(2105),
                        "The half hour is over, its objective met: 120 of 36,000 requests failed, 360 may. A new "
                                + "budget begins with the next one."),
                moment(
                        "a window has ended, and its objective was missed",
                        Taught.served()
                                .seconds(890, 930, 10, 10, 0)
                                .seconds(930, 2100, 20, 0, 0)
                                .closed(300, 2100, Outcome.MISSED, 400, 36_000)
                                .at(2105),
                        "The half hour is over, its objective missed: 400 of 36,000 requests failed, 360 may. A new "
                                + "budget begins with the next one."),
                moment(
                        "an outage goes on while a window ends",
                        Taught.killed(4).closed(300, 2100, Outcome.MISSED, 400, 36_000),
                        "The task died 4 s ago. ECS is starting another; DNS still answers with the dead one's "
                                + "address for 5 s. Nobody is served."),
                moment(
                        "nothing is counted",
                        Taught.served().at(909),
                        "Nothing has been counted for 19 s: what nobody sees is neither good nor bad. The budget "
                                + "waits, and the alerts stand still."),
                moment(
                        "too little of the window was seen",
                        Taught.served()
                                .at(1000)
                                .and(new ProcessPaused(Duration.ofSeconds(109)))
                                .seconds(1000, 1010, 20, 0, 0),
                        "Only 85 % of this half hour was seen, too little to judge by: no alert begins or ends. The "
                                + "budget counts what was seen."),
                moment(
                        "traffic is off",
                        Taught.served().traffic(Mode.OFF).at(900),
                        "Nobody asks now, so nothing is counted. The budget waits: 358 of 358 failures are left."),
                moment(
                        "users without a stack",
                        Taught.begun().at(3).traffic(Mode.NORMAL).seconds(3, 5, 0, 0, 20),
                        "Users ask, and there is nothing that could answer: no stack, no task, no address."),
                moment(
                        "the task is killed",
                        Taught.killed(0.2),
                        "The task was killed just now. Nobody knows yet: not ECS, not DNS, not Prometheus."),
                moment(
                        "ECS knows",
                        Taught.killed(1.5),
                        "The task died 1 s ago. ECS is starting another; DNS still answers with the dead one's "
                                + "address for 7 s. Nobody is served."),
                moment(
                        "four seconds after the kill",
                        Taught.killed(4.0),
                        "The task died 4 s ago. ECS is starting another; DNS still answers with the dead one's "
                                + "address for 5 s. Nobody is served."),
                moment(
                        "a replacement runs",
                        Taught.killed(8.7),
                        "A new task runs at 10.42.0.87 after 8.6 s. Cloud Map does not list it yet, so nobody can "
                                + "find it."),
                moment(
                        "it is registered",
                        Taught.killed(9.5),
                        "The new task at 10.42.0.87 is listed after 8.9 s, but “no such name” is believed for 2 s "
                                + "more. Nobody asks for it before that."),
                moment(
                        "DNS knows it",
                        Taught.killed(12.5),
                        "DNS gives the new address after 12.3 s. The next requests will find it; 240 requests failed "
                                + "so far."),
                moment(
                        "users are served again",
                        Taught.killed(18.0),
                        "Users are served again after 17.0 s; 320 requests failed: 89 % of the half hour's budget. "
                                + "Prometheus has not asked the new task yet."),
                moment(
                        "everybody knows",
                        Taught.killed(30.0),
                        "Users are served again after 17.0 s; 320 requests failed: 89 % of the half hour's budget. "
                                + "The server's SLI hardly moved: a dead task counts nothing."),
                moment(
                        "a task died and nobody asks",
                        Taught.deployed().at(70).asks(Action.KILL).at(74),
                        "The task died 4 s ago, and nobody asks for it: without requests no failure is counted."),
                moment(
                        "nobody asked during an outage",
                        Taught.deployed()
                                .at(70)
                                .step("full-failure")
                                .asks(Action.KILL)
                                .at(71)
                                .stopped(Taught.OLD_TASK)
                                .at(72)
                                .task(Taught.NEW_TASK, Taught.NEW, "RUNNING")
                                .target("down", "x")
                                .at(75)
                                .target("up", ""),
                        "Prometheus reaches the new task after 5.0 s. Nobody asked meanwhile, so no user was hurt."),
                moment(
                        "DNS has nothing to say",
                        Taught.killed(4).dns(DnsSource.RESOLVER),
                        "The task died 4 s ago. ECS is starting another; DNS has no address to give. Nobody is "
                                + "served."),
                moment(
                        "Prometheus is silent",
                        Taught.served()
                                .at(891)
                                .and(new PrometheusLost("Connection refused"))
                                .unscraped(891, 903, 20, 0),
                        "Prometheus has been silent for 13 s. What the server says is old; what users get is counted "
                                + "still."),
                moment(
                        "the server's figures are old",
                        Taught.served().unscraped(890, 915, 20, 0),
                        "The server's figures are 25 s old: nothing new was scraped. The users' are of this second."),
                moment(
                        "the class is over",
                        Taught.whole(),
                        "The class is over: of 21,160 requests 440 failed, 92 more than the objective forgives."),
                moment(
                        "a class without users is over",
                        Taught.deployed().and(new SessionEnded()),
                        "The class is over."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moments")
    void everyMomentIsTold(String name, Taught taught, String words) {
        assertThat(Caption.of(taught.state(), taught.now()).text()).isEqualTo(words);
    }

    /** The longest that two lines of the wall hold. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("moments")
    void noCaptionIsLongerThanTwoLines(String name, Taught taught, String words) {
        assertThat(words).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void aRecordingSaysThatItIsOne() {
        var beginning = Taught.whole().replay().stateAt(Duration.ZERO).replayed();

        assertThat(Caption.of(beginning, Duration.ZERO).text())
                .isEqualTo("A recording of “SLIs, SLOs and error budgets”: what that class saw, as it saw it.");
    }

    @Test
    void theSameWordsAreToldInAReplay() {
        var taught = Taught.killed(4);

        assertThat(Caption.of(taught.state().replayed(), taught.now()))
                .isEqualTo(Caption.of(taught.state(), taught.now()));
    }
}
