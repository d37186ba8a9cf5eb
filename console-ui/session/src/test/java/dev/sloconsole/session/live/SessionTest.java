package dev.sloconsole.session.live;

import static dev.sloconsole.session.Facts.OLD;
import static dev.sloconsole.session.Facts.OLD_TASK;
import static dev.sloconsole.session.Facts.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sloconsole.session.Action;
import dev.sloconsole.session.Fact;
import dev.sloconsole.session.Facts;
import dev.sloconsole.session.RequestCounts;
import dev.sloconsole.session.SessionEvent;
import dev.sloconsole.session.SessionEvent.ActionRequested;
import dev.sloconsole.session.SessionEvent.BudgetPlanned;
import dev.sloconsole.session.SessionEvent.CheckpointMet;
import dev.sloconsole.session.SessionEvent.ClockJumped;
import dev.sloconsole.session.SessionEvent.ProcessPaused;
import dev.sloconsole.session.SessionEvent.RecordingResumed;
import dev.sloconsole.session.SessionEvent.SessionEnded;
import dev.sloconsole.session.SessionEvent.SessionStarted;
import dev.sloconsole.session.SessionEvent.StackObserved;
import dev.sloconsole.session.SessionEvent.StepEntered;
import dev.sloconsole.session.SessionEvent.TrafficChanged;
import dev.sloconsole.session.SessionEvent.TrafficCounted;
import dev.sloconsole.session.SessionEvent.WindowClosed;
import dev.sloconsole.session.SessionState.Banner;
import dev.sloconsole.session.SessionState.Checkpoint;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.TestClock;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.Trouble;
import dev.sloconsole.session.journal.JournalSink;
import dev.sloconsole.session.journal.JournalWriter;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.replay.Replay;
import dev.sloconsole.stack.StackFact.SourceLost;
import dev.sloconsole.stack.StackFact.StackStatusChanged;
import dev.sloconsole.stack.StackFact.TaskChanged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    private final TestClock clock = new TestClock();

    private SessionOptions options() {
        return SessionOptions.of(Source.LOCAL, "sre-slo-demo", "test").withClocks(clock, clock.wall());
    }

    /** A busy computer may put a thread aside for seconds: here between its looks at the two clocks, once it is wanted. */
    private SessionOptions putAside(AtomicBoolean wanted, Duration by) {
        var wall = clock.wall();
        InstantSource late = () -> {
            if (wanted.getAndSet(false)) {
                clock.turn(by);
            }
            return wall.instant();
        };
        return options().withClocks(clock, late.withZone(ZoneOffset.UTC));
    }

    private Path journal() {
        return folder.resolve("class").resolve("class.journal");
    }

    /** The lines of the closed journal. */
    private String recorded() throws IOException {
        try (var in = new GZIPInputStream(
                Files.newInputStream(journal().resolveSibling(journal().getFileName() + ".gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Hands a class in, at the pace of its facts. */
    private void give(Session session, List<Fact> facts) {
        for (Fact fact : facts) {
            if (fact.event() instanceof SessionStarted || fact.event() instanceof SessionEnded) {
                continue;
            }
            var by = fact.at().minus(session.elapsed());
            clock.turn(by.isNegative() ? Duration.ZERO : by);
            session.append(fact.event());
        }
    }

    @Test
    void aSessionHasBegunWhenItIsStarted() {
        try (var session = Session.start(options(), Lesson.builtIn())) {
            assertThat(session.state().info().stackName()).isEqualTo("sre-slo-demo");
            assertThat(session.state().lesson().steps()).hasSize(8);
            assertThat(session.state().info().recording()).isFalse();
            assertThat(session.state().stack().status()).isEqualTo("UNKNOWN");
        }
    }

    @Test
    void theLoginInTheStacksNameIsOnTheScreenAndNotInTheRecording() throws Exception {
        var name = "sre-slo-demo-mschmidt";
        var options = SessionOptions.of(Source.AWS, name, "test")
                .recordedAs("sre-slo-demo-user")
                .recordingTo(journal());
        try (var session = Session.start(options, Lesson.builtIn())) {
            session.append(new ActionRequested(Action.DEPLOY, name));
            session.append(new StackObserved(new StackStatusChanged(name, "CREATE_IN_PROGRESS", Optional.of(name))));
            await().until(() -> session.state().stack().status().equals("CREATE_IN_PROGRESS"));

            assertThat(session.state().info().stackName()).isEqualTo(name);
        }
        assertThat(recorded()).doesNotContain("mschmidt").contains("sre-slo-demo-user");
        var compressed = journal().resolveSibling(journal().getFileName() + ".gz");
        assertThat(Replay.open(compressed).finalState().info().stackName()).isEqualTo("sre-slo-demo-user");
    }

    @Test
    void aWholeLessonMeetsEveryCheckpointAndItsReplayEndsInTheSameState() {
        var session = Session.start(options().recordingTo(journal()), Lesson.builtIn());
        var facts = Facts.wholeLesson().list();
        for (Fact fact : facts) {
            if (!(fact.event() instanceof SessionStarted) && !(fact.event() instanceof SessionEnded)) {
                give(session, List.of(fact));
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> session.state().at().compareTo(fact.at()) >= 0);
            }
        }
        session.close();

        var live = session.state();
        assertThat(live.lesson().steps())
                .allSatisfy(step -> assertThat(step.checkpoints())
                        .allSatisfy(c -> assertThat(c.metAt())
                                .as(step.title() + ": " + c.text())
                                .isPresent()));
        assertThat(live.info().ended()).isTrue();
        var replay = Replay.open(journal());
        assertThat(replay.damage().none()).isTrue();
        assertThat(replay.finalState()).isEqualTo(live);
    }

    @Test
    void aStateBetweenTwoFactsIsTheSameInTheReplay() {
        var session = Session.start(options().recordingTo(journal()), Lesson.builtIn());
        give(session, Facts.wholeLesson().list().subList(0, 700));
        clock.turn(Duration.ofSeconds(30));
        await().until(() -> session.state().at().compareTo(session.elapsed()) == 0);
        // The checkpoints that are met by then are facts of that moment; the next second has none.
        clock.turn(Duration.ofSeconds(1));
        await().until(() -> session.state().at().compareTo(session.elapsed()) == 0);
        var live = session.state();
        clock.turn(Duration.ofMillis(1));
        session.close();

        assertThat(live.figures().userSli()).isPresent();
        assertThat(live.figures().serverSliAge().orElseThrow()).isGreaterThan(Duration.ofSeconds(30));
        assertThat(Replay.open(journal()).stateAt(live.at())).isEqualTo(live);
    }

    @Test
    void agesMoveWhileNothingHappens() {
        try (var session = Session.start(options(), Lesson.builtIn())) {
            session.append(new TrafficCounted(new RequestCounts(20, 0, 0, 0, 0, 0)));
            clock.turn(Duration.ofSeconds(2));
            await().until(() -> session.state().at().equals(session.elapsed()));
            assertThat(session.state().figures().burnRate()).isPresent();
            long sequence = session.state().sequence();

            for (int turned = 0; turned < 25; turned += 5) {
                clock.turn(Duration.ofSeconds(5));
                await().until(() -> session.state().at().equals(session.elapsed()));
            }
            await().until(() -> session.state().figures().burnRate().isEmpty());
            assertThat(session.state().figures().userSli()).isPresent();
            assertThat(session.state().at()).isEqualTo(seconds(27));
            assertThat(session.state().sequence()).isEqualTo(sequence);
        }
    }

    @Test
    void factsFromManyThreadsAreAllTakenAndInOneOrder() throws Exception {
        var told = new CopyOnWriteArrayList<Fact>();
        try (var session =
                Session.start(SessionOptions.of(Source.LOCAL, "s", "t").recordingTo(journal()), Lesson.builtIn())) {
            session.addListener(told::add);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int t = 0; t < 8; t++) {
                    threads.execute(() -> {
                        for (int i = 0; i < 250; i++) {
                            session.append(new TrafficCounted(new RequestCounts(1, 0, 0, 0, 0, 0)));
                        }
                    });
                }
            }
        }
        assertThat(told).extracting(Fact::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(told).extracting(Fact::at).isSorted();
        var replay = Replay.open(journal());
        assertThat(replay.finalState().traffic().total().ok()).isEqualTo(2_000);
    }

    @Test
    void aCheckpointOfAStepThatWasNotEnteredIsNotMet() {
        try (var session = Session.start(options(), Lesson.builtIn())) {
            give(
                    session,
                    Facts.begun().stack("CREATE_COMPLETE").at(1).target("up").list());
            session.append(new StepEntered("deploy"));
            await().until(() -> met(session, "deploy", "created"));
            assertThat(met(session, "targets", "target-up")).isFalse();
        }
    }

    private static boolean met(Session session, String stepId, String checkpointId) {
        return session.state().lesson().steps().stream()
                .filter(s -> s.id().equals(stepId))
                .flatMap(s -> s.checkpoints().stream())
                .filter(c -> c.id().equals(checkpointId))
                .map(Checkpoint::metAt)
                .anyMatch(Optional::isPresent);
    }

    /** Four seconds before the tick looked at the clock and four after it: nobody slept for longer than five. */
    @Test
    void twoShortWaitsAreNotOneLongPause() {
        var aside = new AtomicBoolean();
        var pauses = new CopyOnWriteArrayList<Fact>();
        try (var session = Session.start(putAside(aside, Duration.ofSeconds(4)), Lesson.builtIn())) {
            session.addListener(f -> {
                if (f.event() instanceof StackObserved) {
                    clock.turn(Duration.ofSeconds(4));
                    aside.set(true);
                } else if (f.event() instanceof ProcessPaused) {
                    pauses.add(f);
                }
            });
            session.append(new StackObserved(new StackStatusChanged("s", "CREATE_IN_PROGRESS", Optional.empty())));
            await().until(() -> session.elapsed().equals(Duration.ofSeconds(8))
                    && session.state().at().equals(session.elapsed()));
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void beingPutAsideBetweenTwoClocksIsNoJump() {
        var aside = new AtomicBoolean();
        var jumps = new CopyOnWriteArrayList<Fact>();
        try (var session = Session.start(putAside(aside, Duration.ofSeconds(3)), Lesson.builtIn())) {
            session.addListener(f -> {
                if (f.event() instanceof ClockJumped) {
                    jumps.add(f);
                }
            });
            aside.set(true);
            clock.turn(Duration.ofSeconds(2));
            await().until(() -> !aside.get());
            clock.turn(Duration.ofSeconds(2));
            await().until(() -> session.state().at().equals(session.elapsed()));
        }
        assertThat(jumps).isEmpty();
    }

    @Test
    void aWallClockThatJumpsIsAFactOnce() {
        var jumps = new CopyOnWriteArrayList<Duration>();
        try (var session = Session.start(options(), Lesson.builtIn())) {
            session.addListener(f -> {
                if (f.event() instanceof ClockJumped jumped) {
                    jumps.add(jumped.by());
                }
            });
            clock.jump(Duration.ofMinutes(10));
            clock.turn(Duration.ofSeconds(2));
            await().until(() -> !jumps.isEmpty());
            clock.turn(Duration.ofSeconds(2));
            await().until(() -> session.state().at().equals(session.elapsed()));
        }
        assertThat(jumps).containsExactly(Duration.ofMinutes(10));
    }

    /** A disk that is full after so many lines. */
    private record SmallDisk(AtomicInteger lines) implements JournalSink {
        @Override
        public void write(String line) throws IOException {
            if (lines.getAndDecrement() <= 0) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void aFullDiskStopsTheRecordingButNotTheLesson() {
        try (var session = Session.start(options(), Lesson.builtIn(), new SmallDisk(new AtomicInteger(3)))) {
            assertThat(session.state().info().recording()).isTrue();
            session.append(new StepEntered("images"));
            session.append(new StepEntered("deploy"));
            session.append(new StepEntered("targets"));
            await().until(() -> !session.state().banners().isEmpty());

            assertThat(session.state().info().recording()).isFalse();
            assertThat(session.state().banners().getFirst().trouble())
                    .asString()
                    .contains("No space left on device");
            assertThat(session.state().lesson().currentStep().id()).isEqualTo("targets");
        }
    }

    /** A disk that is full until there is room again; what it takes meanwhile is nowhere. */
    private record FullDisk(AtomicBoolean room, List<String> taken) implements JournalSink {
        @Override
        public void write(String line) throws IOException {
            if (!room.get()) {
                throw new IOException("No space left on device");
            }
            taken.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void theRecordingGoesOnInANewSegmentWhenTheDiskHasRoomAgain() throws IOException {
        var room = new AtomicBoolean();
        var tries = new AtomicInteger();
        var taken = new CopyOnWriteArrayList<String>();
        Recording.Segments later = () -> {
            tries.incrementAndGet();
            return new Recording.Segment(new FullDisk(room, taken), () -> "class-2.jsonl");
        };
        var full = new JournalWriter(new FullDisk(room, new CopyOnWriteArrayList<>()));
        try (var session = Session.start(options(), Lesson.builtIn(), full, Optional.of(later))) {
            session.append(
                    new StackObserved(new StackStatusChanged("sre-slo-demo", "CREATE_COMPLETE", Optional.empty())));
            session.append(new StepEntered("images"));
            session.append(new StepEntered("deploy"));
            await().until(() -> !session.state().info().recording());
            assertThat(tries).as("at once").hasValue(0);

            clock.turn(Recording.RETRY);
            await().until(() -> tries.get() == 1);
            assertThat(session.state().info().recording())
                    .as("the disk is full still")
                    .isFalse();
            room.set(true);
            await().until(() -> {
                clock.turn(Duration.ofSeconds(1));
                return session.state().info().recording();
            });

            assertThat(session.state().banners())
                    .extracting(Banner::trouble)
                    .containsExactly(new Trouble.RecordedInParts("class-2.jsonl"));
            session.append(new StepEntered("targets"));
        }
        var segment = journal();
        Files.createDirectories(segment.getParent());
        Files.write(segment, taken);
        var replayed = Replay.open(segment);
        assertThat(replayed.damage().none()).isTrue();
        var end = replayed.finalState();
        assertThat(end.lesson().currentStep().id()).isEqualTo("targets");
        assertThat(end.stack().status()).isEqualTo("CREATE_COMPLETE");
        assertThat(replayed.facts()).extracting(Fact::event).contains(new RecordingResumed("class-2.jsonl"));
    }

    @Test
    void aFileThatCannotBeCreatedAtFirstIsFollowedByASegmentBesideIt() throws IOException {
        var folder = journal().resolveSibling("not-there-yet");
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file in the way");
        try (var session = Session.start(options().recordingTo(folder.resolve("class.jsonl")), Lesson.builtIn())) {
            await().until(() -> !session.state().info().recording());
            Files.delete(folder);
            await().until(() -> {
                clock.turn(Duration.ofSeconds(1));
                return session.state().info().recording();
            });
        }
        assertThat(Replay.open(folder.resolve("class-2.jsonl")).facts()).isNotEmpty();
    }

    /** A disk that takes nothing until it is let go. */
    private record HangingDisk(CountDownLatch letGo, List<String> taken) implements JournalSink {
        @Override
        public void write(String line) throws IOException {
            try {
                letGo.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            taken.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void aDiskThatHangsStopsTheRecordingButNotTheLesson() {
        var disk = new HangingDisk(new CountDownLatch(1), new CopyOnWriteArrayList<>());
        var writer = new JournalWriter(disk, 1_000, Duration.ofMillis(300));
        var session = Session.start(options(), Lesson.builtIn(), writer);
        session.append(new StepEntered("deploy"));
        await().until(() -> !session.state().info().recording());

        assertThat(session.state().banners().getFirst().source()).isEqualTo("recording");
        assertThat(session.state().banners().getFirst().trouble()).asString().contains("taken nothing");
        session.append(new StepEntered("targets"));
        await().until(() -> session.state().lesson().currentStep().id().equals("targets"));
        session.close();
        assertThat(session.state().info().ended()).isTrue();

        disk.letGo().countDown();
        assertThat(writer.close(Duration.ofSeconds(10))).isEmpty();
        assertThat(disk.taken()).as("what had been handed in, without a gap").hasSizeGreaterThanOrEqualTo(3);
        assertThat(disk.taken().get(2)).contains("deploy");
    }

    @Test
    void aDiskThatIsTooSlowStopsTheRecordingWhenTooManyFactsWait() {
        var disk = new HangingDisk(new CountDownLatch(1), new CopyOnWriteArrayList<>());
        var writer = new JournalWriter(disk, 4, Duration.ofMinutes(5));
        try (var session = Session.start(options(), Lesson.builtIn(), writer)) {
            for (int i = 0; i < 10; i++) {
                session.append(new StepEntered("deploy"));
            }
            await().until(() -> !session.state().info().recording());
            assertThat(session.state().banners().getFirst().trouble())
                    .asString()
                    .contains("too slow");
        } finally {
            disk.letGo().countDown();
        }
    }

    @Test
    void aSleepThatTheMonotonicClockCountsIsAFact() {
        var pauses = new CopyOnWriteArrayList<Duration>();
        try (var session = Session.start(options(), Lesson.builtIn())) {
            session.addListener(f -> {
                if (f.event() instanceof ProcessPaused(var lasted)) {
                    pauses.add(lasted);
                }
            });
            clock.turn(Duration.ofMinutes(10));
            await().until(() -> !pauses.isEmpty());
        }
        assertThat(pauses).containsExactly(Duration.ofMinutes(10));
    }

    @Test
    void aClosedJournalIsCompressedAndOpensByEitherName() {
        Session.start(options().recordingTo(journal()), Lesson.builtIn()).close();

        assertThat(journal()).doesNotExist();
        var compressed = journal().resolveSibling(journal().getFileName() + ".gz");
        assertThat(Replay.open(journal()).finalState())
                .isEqualTo(Replay.open(compressed).finalState());
        assertThat(journal().getParent())
                .isDirectoryContaining(f -> f.equals(compressed))
                .isDirectoryNotContaining(f -> f.toString().endsWith(".part"));
    }

    @Test
    void aJournalThatIsThereAlreadyIsLeftAlone() throws IOException {
        Files.createDirectories(journal().getParent());
        Files.writeString(journal(), "precious");
        try (var session = Session.start(options().recordingTo(journal()), Lesson.builtIn())) {
            await().until(() -> !session.state().info().recording());
            assertThat(session.state().banners()).extracting(Banner::source).containsExactly("recording");
        }
        assertThat(journal()).hasContent("precious");
    }

    @Test
    void accountsAndPublicAddressesReachNeitherTheDiskNorTheScreen() throws IOException {
        try (var session = Session.start(options().recordingTo(journal()), Lesson.builtIn())) {
            session.append(new StackObserved(new SourceLost(
                    "ecs", "arn:aws:ecs:eu-west-1:123456789012:task/demo/1 is denied to 123456789012 from 8.8.4.4")));
            session.append(new StackObserved(new TaskChanged(
                    OLD_TASK,
                    "sre-app-service",
                    "RUNNING",
                    "RUNNING",
                    "UNKNOWN",
                    Optional.of(OLD),
                    Optional.of("8.8.8.8"))));
            session.append(new ActionRequested(Action.KILL, "8.8.8.8"));
            await().until(() -> session.state().tasks().all().size() == 1);

            assertThat(session.state().tasks().all().getFirst().publicAddress()).contains("203.0.113.2");
            assertThat(session.state().banners().getFirst().trouble())
                    .asString()
                    .contains("arn:aws:ecs:eu-west-1:account-1:task/demo/1 is denied to account-1 from 203.0.113.1");
        }
        assertThat(recorded())
                .doesNotContain("123456789012")
                .doesNotContain("8.8.8.8")
                .doesNotContain("8.8.4.4")
                .contains("203.0.113.2");
    }

    @Test
    void aFailingListenerHarmsNobody() {
        var told = new CopyOnWriteArrayList<Fact>();
        try (var session = Session.start(options(), Lesson.builtIn())) {
            session.addListener(f -> {
                throw new IllegalStateException("on purpose");
            });
            session.addListener(told::add);
            session.append(new StepEntered("deploy"));
            session.append(new CheckpointMet("deploy", "created"));
            await().until(() -> told.size() == 2);
        }
    }

    @Test
    void whatIsHandedInBeforeTheCloseIsTakenAndNothingAfterIt() {
        var session = Session.start(options(), Lesson.builtIn());
        session.append(new StepEntered("deploy"));
        session.close();
        session.append(new StepEntered("targets"));
        session.close();

        assertThat(session.state().lesson().currentStep().id()).isEqualTo("deploy");
        assertThat(session.state().info().ended()).isTrue();
    }

    @Test
    void seriesAreThereForQueries() {
        try (var session = Session.start(options(), Lesson.builtIn())) {
            give(session, Facts.begun().at(10).scraped(OLD_TASK, OLD, 5, 0).list());
            await().until(() -> session.state().metrics().lastSample().isPresent());
            assertThat(session.series().select(List.of(), Long.MIN_VALUE, Long.MAX_VALUE))
                    .hasSize(4);
        }
    }

    @Test
    void aWindowsPlanAndItsEndAreFacts() {
        var told = new CopyOnWriteArrayList<SessionEvent>();
        var lesson = Lesson.builtIn().with(0.99, Duration.ofMinutes(1));
        try (var session = Session.start(options(), lesson)) {
            session.addListener(fact -> told.add(fact.event()));
            clock.turn(Duration.ofSeconds(10));
            session.append(new TrafficChanged(TrafficPlan.off().with(TrafficPlan.Mode.NORMAL)));
            for (int i = 1; i <= 61; i++) {
                clock.turn(Duration.ofSeconds(1));
                session.append(new TrafficCounted(new RequestCounts(19, 0, 1, 0, 0, 0)));
                int counted = i;
                await().until(() -> session.state().traffic().total().total() == counted * 20L);
            }
            await().until(() ->
                    told.stream().filter(BudgetPlanned.class::isInstance).count() == 2);
        }

        assertThat(told)
                .filteredOn(e -> e instanceof BudgetPlanned || e instanceof WindowClosed)
                .containsExactly(
                        new BudgetPlanned(20, Duration.ofSeconds(10), Duration.ofMinutes(1)),
                        new WindowClosed(
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(70),
                                WindowClosed.Outcome.MISSED,
                                60,
                                1_200,
                                0.99),
                        new BudgetPlanned(20, Duration.ofSeconds(70), Duration.ofMinutes(1)));
    }
}
