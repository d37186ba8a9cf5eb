package dev.sloconsole.prometheus.config;

import dev.sloconsole.prometheus.config.ConfigResult.Invalid;
import dev.sloconsole.prometheus.config.ConfigResult.Loaded;
import dev.sloconsole.prometheus.config.PrometheusConfig.Global;
import dev.sloconsole.prometheus.promql.PromqlEngine;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a {@code prometheus.yml} and the rule files that it names. */
public final class ConfigReader {

    private static final Set<String> OTHER_TOP_LEVEL_KEYS = Set.of(
            "runtime", "scrape_config_files", "alerting", "remote_write", "remote_read", "otlp", "storage", "tracing");
    private static final Set<String> OTHER_GLOBAL_KEYS = Set.of(
            "rule_query_offset",
            "query_log_file",
            "scrape_failure_log_file",
            "body_size_limit",
            "sample_limit",
            "label_limit",
            "label_name_length_limit",
            "label_value_length_limit",
            "target_limit",
            "keep_dropped_targets",
            "metric_name_validation_scheme",
            "metric_name_escaping_scheme",
            "scrape_protocols",
            "scrape_native_histograms",
            "always_scrape_classic_histograms",
            "convert_classic_histograms_to_nhcb",
            "extra_scrape_metrics");

    /** {@code $$} for a dollar, a name in braces, or a name. */
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\$|\\{(\\w+)\\}|(\\w+))");

    private final PromqlEngine promql;
    private final List<Problem> problems = new ArrayList<>();

    private ConfigReader(PromqlEngine promql) {
        this.promql = promql;
    }

    /** Reads a configuration; the names of its rule files are relative to its folder. */
    public static ConfigResult read(Path file, PromqlEngine promql) {
        return new ConfigReader(promql).readAll(file);
    }

    private ConfigResult readAll(Path file) {
        Optional<String> text = readFile(file, why -> problems.add(new Problem(file.toString(), 1, 1, why)));
        if (text.isEmpty()) {
            return new Invalid(problems);
        }
        Optional<Node> root = parse(file.toString(), text.get(), problems);
        var groups = new ArrayList<RuleGroup>();
        var scrapes = new ArrayList<ScrapeConfig>();
        Global global = Global.DEFAULT;
        if (root.isPresent()) {
            var top = new Section(file.toString(), root.get(), problems);
            global = global(top.section("global"));
            var jobs = new HashSet<String>();
            for (Section section : top.sections("scrape_configs")) {
                ScrapeConfig scrape = new ScrapeConfigReader(section, global).read();
                if (!scrape.jobName().isEmpty() && !jobs.add(scrape.jobName())) {
                    section.problemAt(
                            "job_name",
                            "found multiple scrape configs with job name \"" + scrape.jobName()
                                    + "\". Give each job a name of its own.");
                }
                scrapes.add(scrape);
            }
            for (Node entry : top.nodes("rule_files")) {
                for (Path ruleFile : ruleFiles(file, top, entry)) {
                    var rules = readFile(ruleFile, why -> top.problem(entry, ruleFile + ": " + why));
                    groups.addAll(new RuleFileReader(ruleFile, global, promql, problems).read(rules));
                }
            }
            top.end(OTHER_TOP_LEVEL_KEYS);
        }
        return problems.isEmpty()
                ? new Loaded(new PrometheusConfig(global, scrapes, text.get()), groups)
                : new Invalid(problems);
    }

    private static Global global(Section section) {
        var interval = section.interval("scrape_interval", Global.DEFAULT.scrapeInterval());
        var timeout = section.interval("scrape_timeout", min(Global.DEFAULT.scrapeTimeout(), interval));
        if (timeout.compareTo(interval) > 0) {
            section.problemAt(
                    "scrape_timeout",
                    "global scrape timeout " + PromDuration.format(timeout) + " is greater than the scrape interval "
                            + PromDuration.format(interval) + ". Make it smaller.");
        }
        var evaluation = section.interval("evaluation_interval", Global.DEFAULT.evaluationInterval());
        var external = section.labels("external_labels", ConfigReader::withVariables);
        section.end(OTHER_GLOBAL_KEYS);
        return new Global(interval, timeout, evaluation, external);
    }

    /** A text with {@code $NAME} and {@code ${NAME}} filled from the environment, where what is not set is empty. */
    private static String withVariables(String text) {
        return VARIABLE.matcher(text).replaceAll(variable -> {
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            String value = name == null ? "$" : System.getenv().getOrDefault(name, "");
            return Matcher.quoteReplacement(value);
        });
    }

    static java.time.Duration min(java.time.Duration a, java.time.Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** The files a pattern names; as in Prometheus, only its last part may hold wildcards, and no match is no error. */
    private List<Path> ruleFiles(Path config, Section top, Node entry) {
        Optional<String> pattern = top.text(entry, "an entry of 'rule_files' must be a text");
        if (pattern.isEmpty()) {
            return List.of();
        }
        try {
            Path path = config.resolveSibling(pattern.get()).normalize();
            Path folder = path.toAbsolutePath().getParent();
            Path last = path.getFileName();
            if (folder == null || last == null) {
                top.problem(entry, "\"" + pattern.get() + "\" names no file. Write a path like rules/*.yml.");
                return List.of();
            }
            if (!FilePattern.hasWildcards(last.toString())) {
                return List.of(path);
            }
            Pattern names = FilePattern.compile(last.toString());
            return Files.isDirectory(folder) ? matching(folder, path, names, top, entry) : List.of();
        } catch (InvalidPathException e) {
            // A pattern's own form is a path's: what is wrong with it is the same for both.
            top.problem(
                    entry,
                    "\"" + pattern.get() + "\" is not a valid path: " + e.getReason()
                            + ". Write a path like rules/*.yml.");
        } catch (FilePattern.Malformed e) {
            top.problem(
                    entry,
                    "syntax error in pattern \"" + pattern.get() + "\": " + e.reason()
                            + ". Correct it, or write a path like rules/*.yml.");
        }
        return List.of();
    }

    private static List<Path> matching(Path folder, Path path, Pattern names, Section top, Node entry) {
        try (var files = Files.list(folder)) {
            return files.filter(
                            file -> names.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .map(file -> path.resolveSibling(file.getFileName()))
                    .toList();
        } catch (IOException e) {
            top.problem(entry, "could not list " + folder + ": " + e.getMessage() + ". Check its permissions.");
            return List.of();
        }
    }

    private static Optional<String> readFile(Path file, Consumer<String> unreadable) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > 10_000_000) {
                unreadable.accept("the file is larger than 10 MB. Is it the right one?");
                return Optional.empty();
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                unreadable.accept("is no regular file. Name a file.");
                return Optional.empty();
            }
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            unreadable.accept("no such file. Check the path.");
        } catch (CharacterCodingException e) {
            unreadable.accept("the file is not UTF-8 text. Save it as UTF-8.");
        } catch (IOException e) {
            unreadable.accept("could not read the file: " + e + ". Check its permissions.");
        }
        return Optional.empty();
    }

    /** The root of a YAML text; nothing where it is empty or, which is noted, where it is not YAML. */
    static Optional<Node> parse(String file, String text, List<Problem> problems) {
        try {
            var settings = LoadSettings.builder()
                    .setLabel(file)
                    .setMaxAliasesForCollections(50)
                    .build();
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(1);
            int column = e.getProblemMark().map(m -> m.getColumn() + 1).orElse(1);
            problems.add(
                    new Problem(file, line, column, "not valid YAML: " + e.getProblem() + ". Check the indentation."));
        } catch (YamlEngineException e) {
            problems.add(new Problem(file, 1, 1, "not valid YAML: " + e.getMessage()));
        } catch (StackOverflowError e) {
            problems.add(new Problem(file, 1, 1, "nested too deeply to be a configuration. Is it the right file?"));
        }
        return Optional.empty();
    }
}
