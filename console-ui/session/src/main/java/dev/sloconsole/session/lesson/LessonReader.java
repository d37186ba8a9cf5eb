package dev.sloconsole.session.lesson;

import dev.sloconsole.session.Prediction;
import dev.sloconsole.session.Scene;
import dev.sloconsole.session.SessionState.Staging;
import dev.sloconsole.session.Source;
import dev.sloconsole.session.StepButton;
import dev.sloconsole.session.TrafficPlan;
import dev.sloconsole.session.journal.Reasons;
import dev.sloconsole.session.lesson.InvalidLessonException.Problem;
import dev.sloconsole.session.lesson.Lesson.CheckpointRule;
import dev.sloconsole.session.lesson.Lesson.LessonStep;
import dev.sloconsole.session.lesson.Lesson.Since;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a lesson from YAML and finds all that is wrong with it at once. */
final class LessonReader {

    private static final int MOST_MINUTES = 600;
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** Hours, minutes and seconds, each at most once, in this order: {@code 1h30m}, {@code 30 min}, {@code 90s}. */
    private static final Pattern SPAN =
            Pattern.compile("(?:(\\d{1,5})\\s*h)?\\s*(?:(\\d{1,5})\\s*m(?:in)?)?\\s*(?:(\\d{1,5})\\s*s)?");

    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})\\s*(?:d|days?|w|weeks?)");

    /** More than any lesson says, and little enough to be read at once. */
    static final int MAX_BYTES = 1 << 20;

    /** A step holds checkpoints, which hold a condition, which may hold others. */
    private static final int MAX_DEPTH = 40;

    private static final int MAX_STEPS = 60;
    private static final int MAX_CHECKPOINTS = 12;
    private static final int MAX_TITLE = 60;
    private static final int MAX_LABEL = 40;
    private static final int MAX_CHECKPOINT_TEXT = 80;
    private static final int MAX_TEXT = 2_000;

    private final List<Problem> problems = new ArrayList<>();

    /** Where files lie that the lesson names; empty for one that is in no folder. */
    private final Optional<Path> folder;

    private LessonReader(Optional<Path> folder) {
        this.folder = folder;
    }

    static Lesson read(Path file) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new InvalidLessonException("The lesson " + file + " could not be read: it is "
                        + (Files.isDirectory(file)
                                ? "a folder. Name the file in it."
                                : "a device or a pipe. Name a file."));
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new InvalidLessonException("The lesson " + file + " could not be read: it has " + Files.size(file)
                        + " bytes, and a lesson has at most " + MAX_BYTES + ". Is it another file?");
            }
            return read(
                    file.toString(),
                    Files.readString(file),
                    Optional.of(file.toAbsolutePath().resolveSibling("")));
        } catch (NoSuchFileException e) {
            throw new InvalidLessonException(
                    "The lesson " + file + " could not be read: there is no such file. Check the name.", e);
        } catch (CharacterCodingException e) {
            throw new InvalidLessonException(
                    "The lesson " + file + " could not be read: it is not UTF-8. Save it as UTF-8.", e);
        } catch (IOException e) {
            throw new InvalidLessonException(
                    "The lesson " + file + " could not be read: " + Reasons.of(e)
                            + ". Check that it is a file you may read.",
                    e);
        }
    }

    static Lesson read(String name, String yaml) {
        return read(name, yaml, Optional.empty());
    }

    private static Lesson read(String name, String yaml, Optional<Path> folder) {
        var reader = new LessonReader(folder);
        var lesson = reader.lesson(yaml);
        if (lesson.isEmpty() || !reader.problems.isEmpty()) {
            var sorted = reader.problems.stream()
                    .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                    .toList();
            throw new InvalidLessonException(name, sorted);
        }
        return lesson.get();
    }

    private Optional<Lesson> lesson(String yaml) {
        Optional<Node> root;
        try {
            var settings = LoadSettings.builder().build();
            if (tooDeep(settings, yaml)) {
                return Optional.empty();
            }
            root = new Compose(settings).composeString(yaml);
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark();
            problems.add(new Problem(
                    mark.map(m -> m.getLine() + 1).orElse(1),
                    mark.map(m -> m.getColumn() + 1).orElse(1),
                    "This is not YAML: " + e.getProblem() + ". Check indentation, colons and quotes."));
            return Optional.empty();
        } catch (YamlEngineException e) {
            problems.add(new Problem(1, 1, "This is not YAML: " + e.getMessage()));
            return Optional.empty();
        }
        if (root.isEmpty()) {
            problems.add(new Problem(1, 1, "The lesson is empty. Write a title, an objective, a window and steps."));
            return Optional.empty();
        }
        return lesson(new YamlMap(root.get(), "A lesson", problems));
    }

    /** Whether collections lie in one another deeper than any lesson's, or within themselves: reading them is recursive. */
    private boolean tooDeep(LoadSettings settings, String yaml) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(yaml)) {
            if (event instanceof AliasEvent) {
                return problem(event, "An alias (*) stands here; write out what it stands for.");
            }
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > MAX_DEPTH) {
                return problem(
                        event,
                        "Fields lie in one another more than " + MAX_DEPTH + " deep here; no lesson needs that.");
            }
        }
        return false;
    }

    private boolean problem(Event event, String message) {
        var mark = event.getStartMark();
        return problems.add(new Problem(
                mark.map(m -> m.getLine() + 1).orElse(1),
                mark.map(m -> m.getColumn() + 1).orElse(1),
                message));
    }

    private Optional<Lesson> lesson(YamlMap map) {
        map.onlyFields("title", "message", "objective", "window", "rate", "dashboard", "steps");
        var title = limited(map, "title", MAX_TITLE);
        var message = map.optional("message").orElse("");
        double objective = objective(map);
        var window = window(map);
        var rate = rate(map);
        var steps = new ArrayList<LessonStep>();
        Set<String> ids = new HashSet<>();
        for (YamlMap step : map.maps("steps", "step")) {
            steps.add(step(step, ids, new ConditionReader.Slo(objective, window)));
        }
        if (steps.isEmpty()) {
            map.problemAt("steps", "A lesson needs at least one step under \"steps:\".");
        } else if (steps.size() > MAX_STEPS) {
            map.problemAt("steps", "These are " + steps.size() + " steps; a lesson has at most " + MAX_STEPS + ".");
        }
        var dashboard = map.optional("dashboard").flatMap(name -> DashboardFile.named(name, folder, map));
        return problems.isEmpty()
                ? Optional.of(new Lesson(title, message, objective, window, rate, steps, dashboard))
                : Optional.empty();
    }

    private static double objective(YamlMap map) {
        if (!map.has("objective")) {
            map.problem(map.where(), "The field \"objective\" is missing. Write a ratio, such as 0.99.");
            return 0.99;
        }
        var objective = map.number("objective");
        if (objective.isPresent() && !(objective.get() > 0 && objective.get() < 1)) {
            map.problemAt("objective", "The objective must be above 0 and below 1: write 0.99 for 99 %.");
            return 0.99;
        }
        return objective.orElse(0.99);
    }

    /** Requests a second that are planned for. */
    private static Optional<Integer> rate(YamlMap map) {
        return map.number("rate").flatMap(number -> {
            if (number < 1 || number > TrafficPlan.MAX_RATE || number != Math.rint(number)) {
                map.problemAt("rate", "\"rate\" must be whole requests a second, 1 to 2,000: write 20.");
                return Optional.<Integer>empty();
            }
            return Optional.of(number.intValue());
        });
    }

    private static Duration window(YamlMap map) {
        if (!map.has("window")) {
            map.problem(map.where(), "The field \"window\" is missing. Write a time, such as 30m.");
            return Duration.ofMinutes(30);
        }
        return span(map, "window").orElse(Duration.ofMinutes(30));
    }

    /** A time such as {@code 20s}, {@code 30m} or {@code 1h30m}. */
    static Optional<Duration> span(YamlMap map, String name) {
        return map.optional(name).flatMap(text -> {
            var parts = SPAN.matcher(text);
            if (parts.matches()) {
                var span = Duration.ofHours(number(parts.group(1)))
                        .plusMinutes(number(parts.group(2)))
                        .plusSeconds(number(parts.group(3)));
                if (span.isPositive()) {
                    return Optional.of(span);
                }
            }
            var days = DAYS.matcher(text).matches()
                    ? " A class is a matter of minutes and hours; a window of days is what one has in production."
                    : "";
            map.problemAt(
                    name,
                    "The field \"" + name + "\" must be a time such as 20s, 30m or 1h30m, not \"" + text + "\"."
                            + days);
            return Optional.<Duration>empty();
        });
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** A text that has its place on the screen, and therefore a limit. */
    private static String limited(YamlMap map, String name, int most) {
        var text = map.required(name);
        if (text.length() > most) {
            map.problemAt(
                    name,
                    "The field \"" + name + "\" has " + text.length() + " characters; there is room for " + most + ".");
        }
        return text;
    }

    private LessonStep step(YamlMap map, Set<String> ids, ConditionReader.Slo slo) {
        map.onlyFields(
                "id", "title", "text", "notes", "scene", "minutes", "wait", "prediction", "action", "checkpoints");
        var id = id(map, ids);
        var title = limited(map, "title", MAX_TITLE);
        var text = limited(map, "text", MAX_TEXT);
        var notes = map.optional("notes").orElse("");
        var button = map.map("action", "An action").flatMap(LessonReader::button);
        var prediction = map.map("prediction", "A prediction").flatMap(LessonReader::prediction);
        var checkpoints = new ArrayList<CheckpointRule>();
        Set<String> checkpointIds = new HashSet<>();
        for (YamlMap checkpoint : map.maps("checkpoints", "checkpoint")) {
            checkpoints.add(checkpoint(checkpoint, checkpointIds, slo));
        }
        if (checkpoints.size() > MAX_CHECKPOINTS) {
            map.problemAt(
                    "checkpoints",
                    "These are " + checkpoints.size() + " checkpoints; a step has room for " + MAX_CHECKPOINTS + ".");
        }
        return new LessonStep(id, title, text, notes, button, checkpoints, waits(map), prediction, staging(map));
    }

    private static Staging staging(YamlMap map) {
        var word = map.optional("scene");
        var scene = word.flatMap(Scene::ofWord);
        if (word.isPresent() && scene.isEmpty()) {
            var known = Arrays.stream(Scene.values()).map(Scene::word).toList();
            map.problemAt(
                    "scene", "There is no scene \"" + word.get() + "\". Known are: " + String.join(", ", known) + ".");
        }
        if (scene.filter(Scene.QUESTION::equals).isPresent() && !map.has("prediction")) {
            map.problemAt("scene", "The scene question needs a \"prediction\": there is nothing to ask.");
        }
        var minutes = map.number("minutes").filter(number -> {
            boolean usable = number > 0 && number <= MOST_MINUTES;
            if (!usable) {
                map.problemAt(
                        "minutes", "\"minutes\" must be above 0 and at most " + MOST_MINUTES + ": write 3 or 1.5.");
            }
            return usable;
        });
        return new Staging(scene, minutes.map(m -> Duration.ofSeconds(Math.max(1, Math.round(m * 60)))));
    }

    private static String id(YamlMap map, Set<String> ids) {
        var id = map.required("id");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            map.problemAt("id", "The id \"" + id + "\" must be lower-case words joined by hyphens.");
        } else if (!id.isEmpty() && !ids.add(id)) {
            map.problemAt("id", "The id \"" + id + "\" is taken already. Choose another.");
        }
        return id;
    }

    private static Optional<StepButton> button(YamlMap map) {
        map.onlyFields("kind", "label");
        var kind = map.required("kind");
        var button = StepButton.of(kind, limited(map, "label", MAX_LABEL));
        if (!kind.isEmpty() && button.isEmpty()) {
            map.problemAt(
                    "kind",
                    "There is no action \"" + kind + "\". Known are: " + String.join(", ", StepButton.words()) + ".");
        }
        return button;
    }

    /** One time for everywhere, or one for AWS and one for the local cloud. */
    private static Map<Source, Duration> waits(YamlMap map) {
        var waits = new EnumMap<Source, Duration>(Source.class);
        if (map.node("wait").filter(ScalarNode.class::isInstance).isPresent()) {
            span(map, "wait").ifPresent(wait -> {
                waits.put(Source.AWS, wait);
                waits.put(Source.LOCAL, wait);
            });
            return waits;
        }
        if (map.node("wait")
                .filter(node -> !(node instanceof MappingNode m) || m.getValue().isEmpty())
                .isPresent()) {
            map.problemAt("wait", "\"wait\" must be a time such as 4m, or {aws: 4m, local: 15s}.");
            return waits;
        }
        map.map("wait", "\"wait\"").ifPresent(each -> {
            each.onlyFields("aws", "local");
            span(each, "aws").ifPresent(wait -> waits.put(Source.AWS, wait));
            span(each, "local").ifPresent(wait -> waits.put(Source.LOCAL, wait));
        });
        return waits;
    }

    private static Optional<Prediction> prediction(YamlMap map) {
        map.onlyFields("question", "of");
        var question = limited(map, "question", MAX_CHECKPOINT_TEXT);
        var word = map.required("of");
        var of = Prediction.Measure.ofWord(word);
        if (!word.isEmpty() && of.isEmpty()) {
            var known = Arrays.stream(Prediction.Measure.values())
                    .map(Prediction.Measure::word)
                    .toList();
            map.problemAt("of", "\"of\" cannot be \"" + word + "\". Known are: " + String.join(", ", known) + ".");
        }
        return of.map(measure -> Prediction.asked(question, measure));
    }

    private static CheckpointRule checkpoint(YamlMap map, Set<String> ids, ConditionReader.Slo slo) {
        map.onlyFields("id", "text", "when", "since", "hold");
        var id = id(map, ids);
        var text = limited(map, "text", MAX_CHECKPOINT_TEXT);
        var since = map.optional("since").orElse("step");
        if (!since.equals("step") && !since.equals("session")) {
            map.problemAt("since", "\"since\" must be step or session, not \"" + since + "\".");
        }
        var when = map.map("when", "A condition");
        if (when.isEmpty()) {
            map.problem(map.where(), "The field \"when\" is missing. Say what the checkpoint waits for.");
        }
        return new CheckpointRule(
                id,
                text,
                when.map(condition -> ConditionReader.read(condition, slo)).orElse(new Condition.AllOf(List.of())),
                since.equals("session") ? Since.SESSION : Since.STEP,
                map.truth("hold"));
    }
}
