package dev.sloconsole.desktop;

import dev.sloconsole.desktop.Options.Cloud;
import dev.sloconsole.desktop.live.LiveClass;
import dev.sloconsole.desktop.live.Questions;
import dev.sloconsole.desktop.live.Surroundings;
import dev.sloconsole.desktop.live.Surroundings.AppRoute;
import dev.sloconsole.desktop.screen.about.About;
import dev.sloconsole.desktop.settings.SettingsFile;
import dev.sloconsole.local.LocalCloud;
import dev.sloconsole.local.LocalCloudConfig;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.process.GrafanaLauncher;
import dev.sloconsole.local.process.Image;
import dev.sloconsole.local.process.InstalledGrafana;
import dev.sloconsole.local.process.JavaLauncher;
import dev.sloconsole.local.process.PrometheusLauncher;
import dev.sloconsole.prometheus.PrometheusMain;
import dev.sloconsole.session.journal.JournalException;
import dev.sloconsole.session.lesson.InvalidLessonException;
import dev.sloconsole.session.lesson.Lesson;
import dev.sloconsole.session.live.Session;
import dev.sloconsole.session.live.SessionOptions;
import dev.sloconsole.session.rehearsal.RehearsalPace;
import dev.sloconsole.stack.CloudAccess;
import dev.sloconsole.stack.StackFact.DnsSource;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.PropertiesDefaultProvider;

/**
 * The program. Reads arguments, environment and {@code ~/.slo.properties} once, wires, and ends in order. It alone knows
 * that there is a local cloud: everything else is told an endpoint, DNS servers and a proxy.
 *
 * <p>Exit status 0: all is well; 1: it did not work out, and the reason was printed; 2: the arguments are not usable.
 */
@Command(
        name = "slo",
        mixinStandardHelpOptions = true,
        version = "SLO Console " + Main.VERSION,
        description = "A teaching console for SLIs, SLOs and error budgets. Without a command it opens the console.")
@SuppressWarnings("NullAway.Init")
public final class Main implements Callable<Integer> {

    static final String VERSION = About.VERSION;

    @Mixin
    Options options;

    public static void main(String[] args) throws InterruptedException {
        StartUp.begin();
        if (args.length > 0 && args[0].equals("prometheus")) {
            PrometheusMain.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (!isWindows()) {
            // A terminal of today shows UTF-8, also where the locale is C; a Windows console says itself what it shows.
            System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        }
        var err = Faults.withoutLastWords(new FileOutputStream(FileDescriptor.err));
        System.setErr(new PrintStream(err, true, isWindows() ? System.err.charset() : StandardCharsets.UTF_8));
        Faults.install();
        if (args.length == 0 && !Display.missing()) {
            Toolkit.start();
        }
        // Without arguments it is the console: the commands need not be learned first.
        var line = args.length == 0 ? telling(new CommandLine(new Main())) : commandLine();
        var file = Path.of(System.getProperty("user.home"), ".slo.properties");
        if (Files.isRegularFile(file)) {
            line.setDefaultValueProvider(new PropertiesDefaultProvider(file.toFile()));
        }
        System.exit(line.execute(args));
    }

    /** All commands. */
    static CommandLine commandLine() {
        return telling(new CommandLine(new Main())
                .addSubcommand(new RehearseCommand())
                .addSubcommand(new ReplayCommand())
                .addSubcommand(new ReportCommand())
                .addSubcommand(new LessonCommand())
                .addSubcommand(new CloudCommand(Main::alone))
                .addSubcommand(new DeleteCommand())
                .addSubcommand(new PublishCommand())
                .addSubcommand(new DoctorCommand())
                .addSubcommand(new TrainCommand())
                .addSubcommand(new CommandLine.HelpCommand()));
    }

    /** A command with its commands, each of which now tells its failures in our way. */
    private static CommandLine telling(CommandLine line) {
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, commandLine, parsed) -> {
                    if (!Faults.ending()) {
                        commandLine.getErr().println(Faults.sentence(e));
                    }
                    // A file that is named and of no use is a mistake in the arguments.
                    return e instanceof InvalidLessonException || e instanceof JournalException ? Mistakes.STATUS : 1;
                })
                .setParameterExceptionHandler((e, arguments) -> Mistakes.told(e));
    }

    /** The console. */
    @Override
    public Integer call() throws Exception {
        return open(options, false);
    }

    static int open(Options options, boolean training) throws Exception {
        var problems = problems(options);
        if (!problems.isEmpty()) {
            return Mistakes.told("slo", problems);
        }
        StartUp.reached("arguments");
        var journal = Optional.of(journal(options.record));
        try (var settings = settings()) {
            if (Display.missing()) {
                LessonChoice.asked(options); // which may be wrong too, and is wrong on every computer
                throw Display.none();
            }
            Toolkit.start(ConsoleApp.theme(options.theme, settings));
            var lesson = LessonChoice.remembered(options, settings, System.out);
            StartUp.reached("lesson");
            var recorded = Optional.<RecordedFiles>empty();
            try (var live = live(options, lesson, journal, ConsoleApp.questions());
                    var caches = training ? CacheTraining.none() : StartUpCaches.ofAll()) {
                StartUp.reached("session");
                recorded = journal.map(file -> RecordedFiles.of(live.session(), file));
                live.connected().thenRun(caches::start);
                ConsoleApp.show(live, options, lesson, recorded, settings, training);
            }
            recorded.map(RecordedFiles::all)
                    .orElse(List.of())
                    .forEach(file -> System.out.println(
                            "Recording: " + file + "\n  ./slo replay " + file + "\n  ./slo report " + file));
        }
        return 0;
    }

    /** What this user's console remembers. */
    static SettingsFile settings() {
        return SettingsFile.in(SettingsFile.folder(
                System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home"))));
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    /** All that is wrong with the options of a class. */
    static List<String> problems(Options options) {
        var problems = new ArrayList<>(options.problems());
        grafanaProblem(options.grafana).ifPresent(problems::add);
        return problems;
    }

    static Path journal(Path folder) {
        var now = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
        return folder.resolve("session-" + now + "-" + ProcessHandle.current().pid() + ".jsonl");
    }

    static LiveClass live(Options options, Lesson lesson, Optional<Path> journal, Questions questions) {
        var session = SessionOptions.of(options.source(), options.stackName(), VERSION)
                .recordedAs(options.recordedName());
        Supplier<Surroundings> surroundings = () -> {
            StartUp.reached(StartUp.CLOUD);
            return options.cloud == Cloud.AWS ? AwsSurroundings.of(options) : local(options);
        };
        var live = LiveClass.prepare(
                Session.start(journal.map(session::recordingTo).orElse(session), lesson),
                surroundings,
                options.specs(),
                questions);
        // Ctrl-C and SIGTERM end a class in order; what is closed already is left alone.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            Faults.end();
                            var left = live.leftBehind();
                            live.close();
                            left.ifPresent(System.err::println);
                        },
                        "shutdown"));
        return live;
    }

    /** Starts the local cloud, and tells how it is to be reached. */
    static Surroundings local(Options options) {
        var programs = images(options.embeddedPrometheus, options.grafana);
        var cloud =
                LocalCloud.start(config(0, options.pace, options.region, programs, LocalCloudConfig.USUAL_TASK_LIMIT));
        var router =
                new InetSocketAddress(cloud.router().getHost(), cloud.router().getPort());
        StackProxies.use(router);
        var images = cloud.imageReferences();
        var parameters = new TreeMap<>(Map.of(
                "AllowedCidr", "127.0.0.1/32",
                "AppImage", image(images, Images.APP),
                "PrometheusImage", image(images, Images.PROMETHEUS),
                "GrafanaImage", image(images, Images.GRAFANA)));
        if (pace(options.pace) == Pace.FAST) {
            parameters.put("DnsTtlSeconds", "2");
        }
        return new Surroundings(
                CloudAccess.at(
                        cloud.endpoint(),
                        cloud.region(),
                        new CloudAccess.Credentials(cloud.accessKeyId(), cloud.secretAccessKey())),
                Map.of(DnsSource.AUTHORITATIVE, cloud.dns(), DnsSource.RESOLVER, cloud.resolver()),
                Optional.of(router),
                AppRoute.BY_NAME,
                () -> parameters,
                List.of(Images.APP),
                Duration.ofMillis(250),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                cloud);
    }

    /** Starts the local cloud for other clients. */
    private static CloudCommand.Running alone(CloudCommand.Wanted wanted) {
        var images = images(wanted.embeddedPrometheus(), wanted.grafana());
        int limit = wanted.taskLimit().orElse(LocalCloudConfig.USUAL_TASK_LIMIT);
        var cloud = LocalCloud.start(config(wanted.port(), wanted.pace(), wanted.region(), images, limit));
        return new CloudCommand.Running(
                cloud.endpoint(),
                cloud.region(),
                new CloudAccess.Credentials(cloud.accessKeyId(), cloud.secretAccessKey()),
                cloud.dns(),
                cloud.resolver(),
                cloud.router(),
                cloud::close);
    }

    private static String image(Map<String, String> images, String repository) {
        return Optional.ofNullable(images.get(repository)).orElseThrow();
    }

    private static LocalCloudConfig config(int port, String pace, String region, List<Image> images, int taskLimit) {
        var work = Path.of(System.getProperty("java.io.tmpdir"));
        return new LocalCloudConfig(port, pace(pace), region, images, work, taskLimit);
    }

    /** What is wrong with the Grafana that was asked for, if anything is. */
    static Optional<String> grafanaProblem(Optional<Path> grafana) {
        return grafana.filter(path -> !path.equals(Options.NO_GRAFANA))
                .filter(path -> InstalledGrafana.at(path).isEmpty())
                .map(path -> "--grafana: there is no Grafana at " + path + ". Name its program, or its home: the folder"
                        + " with bin/grafana and conf/defaults.ini.");
    }

    /** The Grafana that was asked for, else the machine's own if it has one, else our page that draws the same. */
    private static GrafanaLauncher grafana(Optional<Path> wanted, JavaLauncher viewer) {
        if (wanted.isPresent() && wanted.get().equals(Options.NO_GRAFANA)) {
            return GrafanaLauncher.java(viewer);
        }
        return wanted.flatMap(InstalledGrafana::at)
                .or(() -> InstalledGrafana.find(Images.onPath("grafana").or(() -> Images.onPath("grafana-server"))))
                .map(GrafanaLauncher::installed)
                .orElseGet(() -> GrafanaLauncher.java(viewer));
    }

    /**
     * What the local cloud's images run: programs of this very build, and the machine's own Prometheus and Grafana if it
     * has them.
     */
    private static List<Image> images(boolean embeddedPrometheus, Optional<Path> wantedGrafana) {
        var app = task(
                "dev.sloconsole.app.Main",
                StartUpCaches.APP_FLAGS,
                "app-service",
                Map.of("PORT", "{port}", "BIND_ADDRESS", "127.0.0.1"));
        var engine = task(
                "dev.sloconsole.prometheus.PrometheusMain", StartUpCaches.ENGINE_FLAGS, "prometheus-engine", Map.of());
        var viewer = task("dev.sloconsole.grafana.ViewerMain", StartUpCaches.TASK_FLAGS, "grafana-viewer", Map.of());
        var prometheus = (embeddedPrometheus ? Optional.<Path>empty() : Images.onPath("prometheus"))
                .map(PrometheusLauncher::executable)
                .orElseGet(() -> PrometheusLauncher.java(engine));
        return List.of(
                new Image(Images.APP, Images.digest(app.toString()), app),
                new Image(Images.PROMETHEUS, Images.digest(prometheus.toString()), prometheus),
                new Image(Images.GRAFANA, Images.digest(viewer.toString()), grafana(wantedGrafana, viewer)));
    }

    private static JavaLauncher task(
            String mainClass, List<String> flags, String cache, Map<String, String> environment) {
        return new JavaLauncher(
                Images.java(), Images.taskFlags(flags, cache), Images.classPath(), mainClass, environment);
    }

    private static Pace pace(String name) {
        return Pace.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static RehearsalPace rehearsalPace(Options options) {
        if (options.cloud == Cloud.AWS) {
            return RehearsalPace.AWS;
        }
        return switch (pace(options.pace)) {
            case FAST -> RehearsalPace.FAST;
            case CLASSROOM -> RehearsalPace.CLASSROOM;
            case AWS -> RehearsalPace.AWS;
        };
    }
}
