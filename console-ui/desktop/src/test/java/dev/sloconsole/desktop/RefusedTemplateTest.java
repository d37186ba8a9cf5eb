package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.desktop.live.LiveClass;
import dev.sloconsole.session.Action;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.SessionEvent.ActionFailed;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.live.Session;
import dev.sloconsole.session.live.SessionOptions;
import dev.sloconsole.stack.StackSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import picocli.CommandLine;

/** A template that the local cloud cannot carry out is refused in CloudFormation's words, and the session tells. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedTemplateTest {

    private volatile String template = "";
    private final List<Fact> facts = new CopyOnWriteArrayList<>();
    private Optional<LiveClass> live = Optional.empty();

    @BeforeAll
    void startClass() {
        var options = new Options();
        new CommandLine(options)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs("--pace", "fast", "--embedded-prometheus");
        var session = Session.start(SessionOptions.of(Source.LOCAL, "refused", Main.VERSION), Lesson.builtIn());
        session.addListener(facts::add);
        live = Optional.of(LiveClass.start(
                session,
                () -> Main.local(options),
                surroundings -> new StackSpec("refused", template, Map.of()),
                new TerminalQuestions(System.out, true)));
    }

    @AfterAll
    void end() {
        live.ifPresent(LiveClass::close);
    }

    @Test
    void textThatIsNoTemplateIsRefusedWithItsPlace() {
        assertThat(refusalOf("Resources: [ {"))
                .contains("Could not create stack refused", "line ", "column ")
                .doesNotContain("Exception", "Service: ");
    }

    @Test
    void templateWithoutResourcesIsRefused() {
        assertThat(refusalOf("Description: nothing to do\n"))
                .contains("Could not create stack refused", "Resources")
                .doesNotContain("Exception", "Service: ");
    }

    @Test
    void resourceOfUnknownTypeIsNamed() {
        assertThat(refusalOf("""
                        Resources:
                          Queue:
                            Type: AWS::SQS::Queue
                        """))
                .contains("Could not create stack refused", "AWS::SQS::Queue")
                .doesNotContain("Exception", "Service: ");
    }

    @Test
    void referenceToNothingIsNamed() {
        assertThat(refusalOf("""
                        Resources:
                          Vpc:
                            Type: AWS::EC2::VPC
                            Properties:
                              CidrBlock: !Ref NoSuchParameter
                        """))
                .contains("Could not create stack refused", "NoSuchParameter")
                .doesNotContain("Exception", "Service: ");
    }

    /** Deploys a template and awaits what the session says about it; no stack may come of it. */
    private String refusalOf(String text) {
        int before = facts.size();
        template = text;
        live.orElseThrow().commands().deploy();
        var failure = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> facts.stream()
                                .skip(before)
                                .filter(fact -> fact.event() instanceof ActionFailed)
                                .map(fact -> (ActionFailed) fact.event())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(failure.action()).isEqualTo(Action.DEPLOY);
        assertThat(live.orElseThrow().session().state().stack().absent()).isTrue();
        return failure.message();
    }
}
