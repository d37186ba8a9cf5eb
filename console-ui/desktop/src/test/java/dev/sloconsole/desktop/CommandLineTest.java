package dev.sloconsole.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.journal.Journal;
import dev.sloconsole.session.journal.JournalException;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.live.Session;
import dev.sloconsole.session.live.SessionOptions;
import dev.sloconsole.session.replay.Replay;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program answers to what it cannot use: what happened, why, what to do; and the exit status. */
class CommandLineTest {

    private static final String IMPOSSIBLE = """
            title: Nothing happens
            objective: 0.99
            window: 30m
            steps:
              - id: wait
                title: Wait
                text: Nothing will come.
                checkpoints:
                  - id: never
                    text: The stack could not be deleted
                    when: {stack: DELETE_FAILED}
            """;

    /** No key, and no machine that would give one. */
    private static final Map<String, String> NOBODY = Map.of("AWS_EC2_METADATA_DISABLED", "true");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path home;

    /** How a run of the program ended. */
    private record Run(int status, List<String> out, String err) {}

    private Run slo(String... arguments) throws Exception {
        try (var console = ConsoleProcess.start(home, arguments)) {
            return new Run(console.status(), console.out(), console.err());
        }
    }

    @Test
    void unknownOptionIsNamedWithTheUsage() throws Exception {
        var run = slo("rehearse", "--colour", "red");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("slo rehearse does not understand '--colour', 'red'.", "`./slo rehearse --help`");
    }

    @Test
    void unknownCommandIsAnsweredWithTheOneThatWasMeant() throws Exception {
        var run = slo("rehearsal");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("'rehearsal'", "Did you mean rehearse?");
    }

    @Test
    void aMistakeIsAnsweredInThreeLinesAlsoWithoutADisplay() throws Exception {
        var run = slo("hlep");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "slo does not understand 'hlep'.",
                        "It has no such command. Its commands are: cloud, delete, doctor, help, lesson, publish, rehearse,"
                                + " replay, report.",
                        "Did you mean help? `./slo --help` lists all.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rehearse --pcae fast        | slo rehearse does not understand '--pcae', 'fast'. | It has no such option. | Did you mean --pace? `./slo rehearse --help` lists all.
            --record report             | --record is without its value. | What follows it, 'report', is a command or an option. | Write --record DIR. `./slo --help` explains it.
            rehearse --out              | --out is without its value. | Nothing follows it. | Write --out DIR. `./slo rehearse --help` explains it.
            rehearse --pace=x --pace=y  | --pace was given more than once. | It can have one value only. | Leave out all but one. `./slo rehearse --help` explains it.
            rehearse --pace fst         | slo rehearse cannot begin with these options. | --pace must be fast, classroom or aws, not 'fst'. | `./slo rehearse --help` explains them.
            cloud --region mars         | slo cloud cannot begin with these options. | --region must be the name of an AWS region, such as eu-west-1, not 'mars'. | `./slo cloud --help` explains them.
            cloud --port x              | --port cannot be 'x'. | It must be a whole number, such as 8. | Write --port <port>. `./slo cloud --help` explains it.
            doctor --cloud azure        | --cloud cannot be 'azure'. | It must be local or aws. | Write --cloud <cloud>. `./slo doctor --help` explains it.
            cloud more                  | slo cloud does not understand 'more'. | It takes options only. | `./slo cloud --help` lists all.
            report                      | slo report is without FILE. | FILE is: The journal of a session. | Write slo report FILE. `./slo report --help` explains it.
            lesson                      | slo lesson is without a command. | Its commands are: check. | Write one behind it. `./slo lesson --help` explains them.
            """)
    void everyMistakeIsWhatAndWhyAndWhatToDo(String arguments, String what, String why, String advice) {
        var err = new StringWriter();
        var printed = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.commandLine().setErr(new PrintWriter(err, true)).execute(arguments.split(" +")))
                    .isEqualTo(2);
        } finally {
            System.setErr(before);
        }
        assertThat((err + printed.toString(StandardCharsets.UTF_8)).lines()).containsExactly(what, why, advice);
    }

    @Test
    void aLessonThatIsNotThereIsAMistakeInTheArguments() throws Exception {
        var run = slo("--lesson", home.resolve("none.yaml").toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("none.yaml could not be read: there is no such file.");
    }

    @Test
    void aFaultOfTheProgramIsOneSentenceWithItsLog() throws Exception {
        var sentence = Faults.sentence(new ArithmeticException("by zero"));

        assertThat(sentence)
                .startsWith(
                        "Something went wrong that is a fault of this program, not yours: ArithmeticException: by zero.");
        var log = Path.of(sentence.replaceAll("(?s).*Its log is (.*): please.*", "$1"));
        assertThat(log).content().contains("ArithmeticException: by zero", "aFaultOfTheProgramIsOneSentenceWithItsLog");
        Files.delete(log);
    }

    @Test
    void aRehearsalThatIsEndedSaysNothingOfWhatItsEndBroke() throws Exception {
        assumeThat(File.separatorChar).isEqualTo('/');
        try (var console = ConsoleProcess.start(home, "rehearse", "--pace", "fast", "--embedded-prometheus")) {
            console.line(line -> line.contains("CREATE_IN_PROGRESS"));

            console.handle().destroy();

            assertThat(console.status()).as("of SIGTERM").isEqualTo(143);
            assertThat(console.err()).isEmpty();
        }
    }

    @Test
    void theCloudPrintsWhatAClientNeedsBehindAProxyToo() throws Exception {
        try (var console = ConsoleProcess.start(home, "cloud", "--pace", "fast", "--embedded-prometheus")) {
            console.line(line -> line.startsWith("SLO_ROUTER="));

            assertThat(console.out())
                    .contains("AWS_SESSION_TOKEN=", "no_proxy=127.0.0.1,localhost", "NO_PROXY=127.0.0.1,localhost");
        }
    }

    @Test
    void severalBadOptionsAreToldTogether() throws Exception {
        var run = slo("rehearse", "--pace", "slow", "--stack-name", "1st", "--auto-stop-after", "soon");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--pace must be", "'slow'", "--stack-name must be", "--auto-stop-after must be");
        assertThat(home.resolve("rehearsal")).doesNotExist();
    }

    @Test
    void awsWithOptionsThatCannotWorkNamesAllOfThem() throws Exception {
        var run = slo(
                "rehearse",
                "--cloud",
                "aws",
                "--allowed-cidr",
                "10.0.0.0/8",
                "--app-image",
                "no image",
                "--architecture",
                "sparc",
                "--dns-ttl",
                "0");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "--allowed-cidr cannot be '10.0.0.0/8'",
                        "--app-image",
                        "--architecture must be",
                        "--dns-ttl must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rehearse --cloud aws", "publish", "delete"})
    void withoutCredentialsItEndsAtOnceWithWhatAndWhyAndWhatToDo(String command) throws Exception {
        try (var console = ConsoleProcess.start(home, NOBODY, command.split(" "))) {
            assertThat(console.status()).isEqualTo(1);
            assertThat(console.err().lines())
                    .satisfiesExactly(
                            what -> assertThat(what).startsWith("Could not ").endsWith(":"),
                            why -> assertThat(why)
                                    .isEqualTo(
                                            "  no AWS credentials were found: AWS_ACCESS_KEY_ID is not set, and the profile"
                                                    + " file contained no credentials for profile 'default'."),
                            advice -> assertThat(advice).startsWith("  Sign in with `aws sso login`"));
        }
        assertThat(home.resolve("rehearsal")).doesNotExist();
    }

    @Test
    void theDoctorSaysThatThereAreNoCredentialsAndLooksAtTheComputerAllTheSame() throws Exception {
        try (var console = ConsoleProcess.start(home, NOBODY, "doctor", "--cloud", "aws")) {
            assertThat(console.status()).isEqualTo(1);
            assertThat(console.out())
                    .anyMatch(line -> line.startsWith("✓ JDK"))
                    .anyMatch(line -> line.startsWith("✗ identity") && line.contains("AWS_ACCESS_KEY_ID is not set"))
                    .anyMatch(line -> line.strip().startsWith("Sign in with `aws sso login`"));
        }
    }

    @Test
    void missingJournalAndFolderInItsPlaceAreToldWithTheirPaths() throws Exception {
        var missing = home.resolve("none.jsonl");
        var run = slo("replay", missing.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(missing.toString(), "there is no such file", "Check the name");

        run = slo("replay", home.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(home.toString(), "it is a folder");
    }

    @Test
    void damagedJournalOpensWithAReportAndStaysAsItIs() throws Exception {
        var file = home.resolve("damaged.jsonl");
        Session.start(SessionOptions.of(Source.LOCAL, "s", Main.VERSION).recordingTo(file), Lesson.builtIn())
                .close();
        Journal.open(file).writeTo(file);
        Files.writeString(file, "[1.5,\"traf", StandardOpenOption.APPEND);
        var bytes = Files.readAllBytes(file);

        var replay = Replay.open(file);

        assertThat(replay.finalState().info().ended()).isTrue();
        assertThat(replay.damage())
                .hasToString("The journal is damaged; everything else in it was opened.\n"
                        + "  line 4 (byte " + String.format(Locale.ROOT, "%,d", bytes.length - 10)
                        + ", 10 bytes lost): the journal breaks off in the middle of this line");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    /** A short session's journal, as its class left it. */
    private Path recorded() {
        var file = home.resolve("class.jsonl");
        var session =
                Session.start(SessionOptions.of(Source.LOCAL, "s", Main.VERSION).recordingTo(file), Lesson.builtIn());
        session.append(new SessionEvent.StepEntered("deploy"));
        session.close();
        return home.resolve("class.jsonl.gz");
    }

    @Test
    void checkOfAWholeJournalPrintsWhatItHoldsAndLoadsNothingOfTheWindow() throws Exception {
        var classes = home.resolve("classes.txt");
        var log = Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes);
        try (var console =
                ConsoleProcess.start(home, log, "replay", "--check", recorded().toString())) {
            assertThat(console.status()).isZero();
            assertThat(String.join("\n", console.out()))
                    .startsWith("{")
                    .contains("\"whole\" : true", "\"facts\" : 3", "\"kind\" : \"step\"", "\"userSli\" : null")
                    .endsWith("}");
        }
        assertThat(Files.readString(classes)).contains("ReplayCommand").doesNotContain(" javafx.");
    }

    @Test
    void checkOfADamagedJournalSaysWhereAndExitsWith1OfSomethingElseWith2() throws Exception {
        var bytes = Files.readAllBytes(recorded());
        var cut = Files.write(home.resolve("cut.jsonl.gz"), Arrays.copyOf(bytes, bytes.length - 4));
        var damaged = slo("replay", cut.toString(), "--check");
        assertThat(damaged.status()).isEqualTo(1);
        assertThat(String.join("\n", damaged.out())).contains("\"whole\" : false", "breaks off here");

        var letter = slo(
                "replay",
                Files.writeString(home.resolve("letter.txt"), "Dear students,\n")
                        .toString(),
                "--check");
        assertThat(letter.status()).isEqualTo(2);
        assertThat(letter.out()).isEmpty();
        assertThat(letter.err()).contains("not a journal");
    }

    @Test
    void reportIsWrittenWhereItIsWanted() throws Exception {
        var out = home.resolve("handout").resolve("class.html");

        assertThat(slo("report", recorded().toString(), "--out", out.toString()).status())
                .isZero();
        assertThat(out).content().startsWithIgnoringCase("<!DOCTYPE html>").contains("SLIs, SLOs and error budgets");
    }

    @Test
    void fileThatIsNoJournalIsRefusedAsSuch() throws Exception {
        var file = Files.writeString(home.resolve("letter.txt"), "Dear students,\n");

        var run = slo("replay", file.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(file.toString(), "not a journal", "Choose another file");
    }

    @Test
    void invalidLessonIsToldWithLineAndColumn() throws Exception {
        var lesson = Files.writeString(
                home.resolve("lesson.yaml"),
                IMPOSSIBLE.replace("{stack:", "{stak:").replace("0.99", "99"));

        var run = slo("rehearse", "--lesson", lesson.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains(lesson.toString(), "2 problems", "line 2, column 12: The objective", "line 11, column ");
        assertThat(home.resolve("rehearsal")).doesNotExist();
    }

    @Test
    void takenPortIsNamedWithWhatToDo() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var run = slo("cloud", "--port", Integer.toString(other.getLocalPort()));

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("port " + other.getLocalPort(), "already in use", "choose another port");
        }
    }

    @Test
    void checkpointThatIsNotMetIsNamedAndTheReportIsWrittenAllTheSame() throws Exception {
        var lesson = Files.writeString(home.resolve("lesson.yaml"), IMPOSSIBLE);

        var run = slo(
                "rehearse",
                "--pace",
                "fast",
                "--embedded-prometheus",
                "--patience",
                "1",
                "--lesson",
                lesson.toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).anyMatch(line -> line.endsWith("✗ not met: The stack could not be deleted"));
        assertThat(run.err()).isEqualTo("Not met:\n  1 Wait: The stack could not be deleted");
        assertThat(home.resolve("rehearsal/report.html")).exists();
    }

    @Test
    void folderThatCannotBeWrittenIsToldAndTheLessonGoesOn() throws Exception {
        var lesson = Files.writeString(home.resolve("lesson.yaml"), IMPOSSIBLE.replace("DELETE_FAILED", "NONE"));
        var file = Files.writeString(home.resolve("taken"), "keep me", StandardCharsets.UTF_8);
        assumeThat(File.separatorChar).isEqualTo('/');

        var run = slo(
                "rehearse",
                "--pace",
                "fast",
                "--embedded-prometheus",
                "--patience",
                "60",
                "--lesson",
                lesson.toString(),
                "--out",
                file.resolve("below").toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).as("the lesson went on").anyMatch(line -> line.contains("✓"));
        assertThat(String.join("\n", run.out())).contains("Not recorded: could not create");
        assertThat(run.err())
                .contains("There is no report of this rehearsal", "taken/below")
                .doesNotContain("Not met");
        assertThat(file).hasContent("keep me");
    }

    @Test
    void cloudThatCannotStartIsToldAndEveryCommandSaysThatItIsMissing() throws Exception {
        var lesson = Files.writeString(
                home.resolve("lesson.yaml"),
                IMPOSSIBLE.replace("    checkpoints:", "    action: {kind: deploy, label: Deploy}\n    checkpoints:"));
        var file = Files.createFile(home.resolve("taken"));
        var temporary = Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + file);
        try (var console = ConsoleProcess.start(
                home, temporary, "rehearse", "--pace", "fast", "--patience", "5", "--lesson", lesson.toString())) {

            assertThat(console.status()).isEqualTo(1);

            assertThat(console.out())
                    .anyMatch(line -> line.contains("✗ start: Could not start the local cloud"))
                    .anyMatch(line -> line.contains("✗ deploy: The class has no cloud to act on"));
        }
    }

    @Test
    void emptyJournalIsNoJournal() throws Exception {
        var file = Files.createFile(home.resolve("empty.jsonl"));

        assertThatThrownBy(() -> Replay.open(file))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("it is empty");
    }
}
