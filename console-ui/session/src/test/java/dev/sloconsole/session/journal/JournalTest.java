package dev.sloconsole.session.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sloconsole.prometheus.series.StaleMarker;
import dev.sloconsole.prometheus.watch.MetricFact.SamplesScraped;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.Prediction.Measure;
import dev.sloconsole.session.Scene;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.MetricsObserved;
import dev.sloconsole.session.SessionEvent.PredictionMade;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.SessionState.Staging;
import dev.sloconsole.session.SessionState.Step;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.StepButton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

    private static final String GOLDEN = "golden-v1.journal";
    private static final String GOLDEN_BUDGET = "golden-v1-budget.journal";
    private static final String GOLDEN_PREDICTIONS = "golden-v1-predictions.journal";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    private static JournalHeader header() {
        var step = new Step(
                "full-failure",
                "Full failure",
                "The task **dies**.",
                "Arm first.",
                StepButton.of("kill", "Kill the task"),
                List.of(new Checkpoint("task-stopped", "ECS sees it", Optional.empty())),
                Optional.empty());
        return new JournalHeader(
                "SLIs, SLOs and error budgets",
                List.of(step, new Step("end", "End", "", "", Optional.empty(), List.of(), Optional.empty())),
                0.99,
                Duration.ofMinutes(30),
                Source.LOCAL,
                "sre-slo-demo",
                Facts.START,
                "0.1.0");
    }

    private static List<Fact> facts() {
        return facts(Events.ofTheFirstGoldenFile());
    }

    private static List<Fact> facts(List<SessionEvent> events) {
        var facts = new ArrayList<Fact>();
        for (SessionEvent event : events) {
            int n = facts.size() + 1;
            facts.add(new Fact(n, Duration.ofNanos(n * 1_234_567_000L - 1_234_567_000L), event));
        }
        return facts;
    }

    private static String text() {
        return text(facts());
    }

    private static String text(List<Fact> facts) {
        var text = new StringBuilder(JournalCodec.header(header())).append('\n');
        facts.forEach(f -> text.append(JournalCodec.line(f)).append('\n'));
        return text.toString();
    }

    private Path file(byte[] bytes) {
        try {
            return Files.write(folder.resolve("a.journal"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String text) {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] golden() throws IOException {
        return golden(GOLDEN);
    }

    private static byte[] golden(String name) throws IOException {
        try (var in = JournalTest.class.getResourceAsStream(name)) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }

    @Test
    void thereIsAnExampleOfEveryKind() {
        assertThat(Events.ofEveryKind())
                .extracting(Kinds::name)
                .containsAll(Kinds.names())
                .allSatisfy(name -> assertThat(Kinds.names()).contains(name));
    }

    @Test
    void everyKindOfFactComesBackAsItWas() {
        var facts = facts(Events.ofEveryKind());
        var journal = Journal.open(file(text(facts)));

        assertThat(journal.damage().none()).isTrue();
        assertThat(journal.header()).isEqualTo(header());
        assertThat(journal.facts()).isEqualTo(facts);
    }

    @Test
    void aStaleMarkerComesBackBitForBit() {
        var samples = Journal.open(file(text())).facts().stream()
                .map(Fact::event)
                .flatMap(e -> e instanceof MetricsObserved(SamplesScraped s) ? s.samples().stream() : null)
                .toList();

        assertThat(samples).filteredOn(s -> StaleMarker.isStale(s.value())).hasSize(1);
    }

    @Test
    void theGoldenFileOfVersion1IsWrittenAndReadAsEver() throws IOException {
        assertThat(text()).isEqualTo(new String(golden(), StandardCharsets.UTF_8));
        assertThat(Journal.open(file(golden())).facts()).isEqualTo(facts());
    }

    @Test
    void theGoldenFileWithTheFactsOfTheBudgetIsWrittenAndReadAsEver() throws IOException {
        var facts = facts(Events.ofTheBudget());

        assertThat(text(facts)).isEqualTo(new String(golden(GOLDEN_BUDGET), StandardCharsets.UTF_8));
        assertThat(Journal.open(file(golden(GOLDEN_BUDGET))).facts()).isEqualTo(facts);
    }

    @Test
    void aCheckpointThatTheWallStaysOnIsOneInItsJournalToo() throws IOException {
        var plain = header().steps().getFirst();
        var held = plain.with(List.of(new Checkpoint("task-stopped", "ECS sees it", Optional.empty(), true)));
        var h = header();
        var header = new JournalHeader(
                h.lessonTitle(),
                List.of(held, h.steps().getLast()),
                h.objective(),
                h.window(),
                h.source(),
                h.stackName(),
                h.startedAt(),
                h.programVersion());

        assertThat(JournalCodec.header(header)).contains("\"text\":\"ECS sees it\",\"hold\":true}");
        var text = JournalCodec.header(header) + "\n" + JournalCodec.line(facts().getFirst()) + "\n";
        assertThat(Journal.open(file(text.getBytes(StandardCharsets.UTF_8))).header())
                .isEqualTo(header);
    }

    @Test
    void theGoldenFileWithAMessageAWaitAndAPredictionIsWrittenAndReadAsEver() throws IOException {
        var plain = header().steps().getFirst();
        var asked = new Step(
                plain.id(),
                plain.title(),
                plain.text(),
                plain.notes(),
                plain.button(),
                plain.checkpoints(),
                Optional.empty(),
                Optional.of(Duration.ofMillis(20_500)),
                Optional.of(Prediction.asked("After how many seconds?", Measure.SERVED_AGAIN)));
        var header = new JournalHeader(
                header().lessonTitle(),
                "It is about **managing risk with data**.",
                List.of(asked, header().steps().getLast()),
                0.99,
                Duration.ofMinutes(30),
                Source.LOCAL,
                "sre-slo-demo",
                Facts.START,
                "0.2.0");
        var facts = Facts.begun()
                .at(1.5)
                .and(new PredictionMade("full-failure", 12.5))
                .list();
        var text = new StringBuilder(JournalCodec.header(header)).append('\n');
        facts.forEach(f -> text.append(JournalCodec.line(f)).append('\n'));

        assertThat(text).hasToString(new String(golden(GOLDEN_PREDICTIONS), StandardCharsets.UTF_8));
        var read = Journal.open(file(golden(GOLDEN_PREDICTIONS)));
        assertThat(read.header()).isEqualTo(header);
        assertThat(read.facts()).isEqualTo(facts);
    }

    @Test
    void aPredictionOfANewerProgramIsLeftOutAndTheLessonKept() throws IOException {
        var newer = new String(golden(GOLDEN_PREDICTIONS), StandardCharsets.UTF_8).replace("served_again", "mood");
        var journal = Journal.open(file(newer));

        assertThat(journal.damage().none()).isTrue();
        assertThat(journal.header().steps())
                .hasSize(2)
                .allSatisfy(s -> assertThat(s.prediction()).isEmpty());
    }

    @Test
    void unknownFactSurvivesARewrite() {
        var line = "[2,\"coffee-spilled\",{\"where\":\"laptop\",\"cups\":[1,2.50,null]}]";
        var lines = new ArrayList<>(text().lines().toList());
        lines.add(3, line);
        var journal = Journal.open(file(String.join("\n", lines) + "\n"));
        assertThat(journal.damage().none()).isTrue();
        assertThat(journal.facts()).hasSize(facts().size());

        var copy = folder.resolve("copy.journal");
        journal.writeTo(copy);
        assertThat(copy).content().contains("\"coffee-spilled\",{\"where\":\"laptop\",\"cups\":[1,2.5,null]}");
        assertThat(Journal.open(copy).entries()).isEqualTo(journal.entries());
        assertThat(folder.resolve("copy.journal.part")).doesNotExist();
    }

    @Test
    void anActionOfANewerProgramIsAnUnknownFactAndSurvivesARewrite() {
        var line = "[2,\"action-requested\",{\"action\":\"drain-zone\",\"detail\":\"a\"}]";
        var lines = new ArrayList<>(text().lines().toList());
        lines.add(3, line);
        var journal = Journal.open(file(String.join("\n", lines) + "\n"));

        assertThat(journal.damage().none()).isTrue();
        assertThat(journal.facts()).hasSize(facts().size());
        var copy = folder.resolve("copy.journal");
        journal.writeTo(copy);
        assertThat(copy).content().contains("{\"action\":\"drain-zone\",\"detail\":\"a\"}");
    }

    @Test
    void cutJournalOpensWithAReportOfWhatWasLost() {
        var bytes = text().getBytes(StandardCharsets.UTF_8);
        var journal = Journal.open(file(Arrays.copyOf(bytes, bytes.length - 5)));

        assertThat(journal.entries()).hasSize(facts().size() - 1);
        var place = journal.damage().places().getFirst();
        assertThat(place.line()).isEqualTo(facts().size() + 1);
        assertThat(place.what()).contains("breaks off in the middle");
        assertThat(new String(bytes, (int) place.offset(), 1, StandardCharsets.UTF_8))
                .isEqualTo("[");
    }

    @Test
    void aJournalCutAtAnyOfItsLastBytesOpensAndLosesNoWholeLine() {
        var bytes = text().getBytes(StandardCharsets.UTF_8);
        int headerLength = JournalCodec.header(header()).getBytes(StandardCharsets.UTF_8).length;
        for (int cut = bytes.length - 700; cut <= bytes.length; cut++) {
            int whole = 0;
            for (int i = headerLength + 1; i < cut; i++) {
                whole += bytes[i] == '\n' || (i == cut - 1 && i + 1 < bytes.length && bytes[i + 1] == '\n') ? 1 : 0;
            }
            var journal = Journal.open(file(Arrays.copyOf(bytes, cut)));
            assertThat(journal.entries()).as("cut at " + cut).hasSize(whole);
        }
    }

    @Test
    void damagedLinesCostThemselvesOnly() {
        var lines = new ArrayList<>(text().lines().toList());
        lines.set(2, "[1.0,\"traffic-changed\",{\"mode\":\"warp\",\"ratePerSecond\":1,\"failurePercent\":1}]");
        lines.set(4, "\0\0\0\0");
        lines.set(6, "[1.0,\"step-entered\"]");
        var journal = Journal.open(file(String.join("\n", lines) + "\n"));

        assertThat(journal.entries()).hasSize(facts().size() - 3);
        assertThat(journal.damage().places()).extracting(Damage.Place::line).containsExactly(3L, 5L, 7L);
        assertThat(journal.damage().toString())
                .contains("warp")
                .contains("not JSON")
                .contains("[seconds, kind, data]");
    }

    @Test
    void aCompressedJournalOpensLikeAPlainOneAndACutOneAsFarAsItGoes() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped, true)) {
            for (String line : text().lines().toList()) {
                gzip.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                gzip.flush();
            }
        }
        assertThat(Journal.open(file(zipped.toByteArray())).facts()).isEqualTo(facts());

        var cut = Journal.open(file(Arrays.copyOf(zipped.toByteArray(), zipped.size() - 60)));
        assertThat(cut.facts()).hasSizeBetween(facts().size() - 4, facts().size() - 1);
        assertThat(cut.damage().toString()).contains("compressed stream breaks off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello\n", "{\"format\":\"something\"}\n", "[1,2,3]\n", "\0\0\0", "{\"format\":\"slo-jou"})
    void whatIsNoJournalIsRefusedWithAReason(String content) {
        var file = file(content);

        assertThatThrownBy(() -> Journal.open(file))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Choose another file");
    }

    @Test
    void aMissingFileAndAFolderAreRefusedWithAReason() {
        assertThatThrownBy(() -> Journal.open(folder.resolve("none")))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> Journal.open(folder))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("it is a folder");
    }

    @Test
    void aJournalOfANewerProgramSaysSo() {
        var newer = text().replaceFirst("\"version\":1", "\"version\":2");

        assertThatThrownBy(() -> Journal.open(file(newer)))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("newer program (0.1.0)");
    }

    @Test
    void aliasesAreTheSameThroughout() {
        var aliases = new Aliases();

        assertThat(aliases.applied("arn:aws:iam::123456789012:role/x")).isEqualTo("arn:aws:iam::account-1:role/x");
        assertThat(aliases.applied("210987654321.dkr.ecr.eu-west-1.amazonaws.com/sre-app"))
                .isEqualTo("account-2.dkr.ecr.eu-west-1.amazonaws.com/sre-app");
        assertThat(aliases.applied("123456789012 is not 999999999999")).isEqualTo("account-1 is not 999999999999");
        assertThat(aliases.applied("8.8.8.8, 10.42.0.23, 127.0.0.1, 203.0.113.9, 8.8.8.8:80"))
                .isEqualTo("203.0.113.1, 10.42.0.23, 127.0.0.1, 203.0.113.9, 203.0.113.1:80");
    }

    @Test
    void aStepsSceneAndPlanSurvive() {
        var plain = header().steps().getFirst();
        var staged = new Step(
                plain.id(),
                plain.title(),
                plain.text(),
                plain.notes(),
                plain.button(),
                plain.checkpoints(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Staging(Optional.of(Scene.ALERTS), Optional.of(Duration.ofSeconds(90))));
        var header = new JournalHeader(
                "t", List.of(staged), 0.99, Duration.ofMinutes(30), Source.LOCAL, "s", Facts.START, "0.2.0");

        assertThat(JournalCodec.header(JournalCodec.header(header))).isEqualTo(header);
        var newer = JournalCodec.header(header).replace("alerts", "hologram");
        assertThat(JournalCodec.header(newer).steps().getFirst().staging().scene())
                .isEmpty();
    }
}
