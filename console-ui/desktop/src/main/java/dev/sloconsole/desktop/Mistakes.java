package dev.sloconsole.desktop;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How mistakes in the arguments are told: what, why, what to do; a line each, and exit status 2. */
final class Mistakes {

    static final int STATUS = 2;

    /** So many letters of a word may be wrong for another one to be meant. */
    private static final int LETTERS = 3;

    private Mistakes() {}

    /** Tells what is wrong with the values of a command's options, a line each. */
    static int told(String command, List<String> problems) {
        System.err.println(command + " cannot begin with these options.");
        problems.forEach(System.err::println);
        System.err.println(help(command) + " explains them.");
        return STATUS;
    }

    /** Tells why the arguments cannot be read. */
    static int told(ParameterException e) {
        PrintWriter err = e.getCommandLine().getErr();
        lines(e).forEach(err::println);
        return STATUS;
    }

    private static List<String> lines(ParameterException e) {
        var spec = e.getCommandLine().getCommandSpec();
        var name = spec.qualifiedName();
        return switch (e) {
            case UnmatchedArgumentException unmatched -> notUnderstood(unmatched, spec);
            case MissingParameterException missing -> missing(missing, name);
            case OverwrittenOptionException twice ->
                List.of(
                        named(twice.getOverwritten()) + " was given more than once.",
                        "It can have one value only.",
                        "Leave out all but one. " + help(name) + " explains it.");
            default ->
                Optional.ofNullable(e.getArgSpec())
                        .map(option -> wrongValue(option, String.valueOf(e.getValue()), name))
                        .orElseGet(() -> List.of(
                                name + " is without a command.",
                                commands(spec),
                                "Write one behind it. " + help(name) + " explains them."));
        };
    }

    private static List<String> notUnderstood(UnmatchedArgumentException e, CommandSpec spec) {
        var words = e.getUnmatched();
        var name = spec.qualifiedName();
        var parameters =
                spec.positionalParameters().stream().map(ArgSpec::paramLabel).collect(Collectors.joining(" "));
        var first = words.getFirst();
        var why = first.startsWith("-")
                ? "It has no such option."
                : spec.subcommands().isEmpty()
                        ? "It takes " + (parameters.isEmpty() ? "options only." : parameters + " and options only.")
                        : "It has no such command. " + commands(spec);
        return List.of(
                name + " does not understand "
                        + words.stream().map(w -> "'" + w + "'").collect(Collectors.joining(", ")) + ".",
                why,
                meant(first, spec).map(word -> "Did you mean " + word + "? ").orElse("") + help(name) + " lists all.");
    }

    private static String commands(CommandSpec spec) {
        return "Its commands are: " + shown(spec).sorted().collect(Collectors.joining(", ")) + ".";
    }

    private static Stream<String> shown(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(one -> !one.usageMessage().hidden())
                .map(CommandSpec::name)
                .distinct();
    }

    private static List<String> missing(MissingParameterException e, String name) {
        var missing = e.getMissing().getFirst();
        if (!(missing instanceof OptionSpec)) {
            var label = missing.paramLabel();
            return List.of(
                    name + " is without " + label + ".",
                    label + " is: " + String.join(" ", missing.description()),
                    "Write " + name + " " + label + ". " + help(name) + " explains it.");
        }
        var found = String.valueOf(e.getMessage()).replaceFirst("(?s).* but found ('.*')$", "$1");
        return List.of(
                named(missing) + " is without its value.",
                found.startsWith("'")
                        ? "What follows it, " + found + ", is a command or an option."
                        : "Nothing follows it.",
                "Write " + named(missing) + " " + missing.paramLabel() + ". " + help(name) + " explains it.");
    }

    private static List<String> wrongValue(ArgSpec option, String value, String name) {
        var type = option.auxiliaryTypes().length == 0 ? option.type() : option.auxiliaryTypes()[0];
        var must = type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(one -> one.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" or "))
                : type == int.class || type == Integer.class
                        ? "a whole number, such as 8"
                        : type == double.class ? "a number, such as 8" : "something else";
        return List.of(
                named(option) + " cannot be '" + value + "'.",
                "It must be " + must + ".",
                "Write " + named(option) + " " + option.paramLabel() + ". " + help(name) + " explains it.");
    }

    private static String named(ArgSpec option) {
        return option instanceof OptionSpec spec ? spec.longestName() : option.paramLabel();
    }

    private static String help(String command) {
        return "`" + command.replaceFirst("^slo", "./slo") + " --help`";
    }

    /** The command or the option that is nearest to a word, if any is near. */
    private static Optional<String> meant(String word, CommandSpec spec) {
        var known = word.startsWith("-")
                ? spec.options().stream()
                        .filter(option -> !option.hidden())
                        .flatMap(option -> Arrays.stream(option.names()))
                : shown(spec);
        return known.filter(name -> distance(word, name)
                        <= Math.min(LETTERS, name.replace("-", "").length() / 2))
                .min(Comparator.<String>comparingInt(name -> distance(word, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be put in, left out, replaced, or swapped with their neighbour. */
    private static int distance(String typed, String name) {
        var a = typed.toLowerCase(Locale.ROOT);
        var rows = new int[a.length() + 1][name.length() + 1];
        IntStream.rangeClosed(0, a.length()).forEach(i -> rows[i][0] = i);
        IntStream.rangeClosed(0, name.length()).forEach(j -> rows[0][j] = j);
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= name.length(); j++) {
                int change = a.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1;
                rows[i][j] = Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == name.charAt(j - 2) && a.charAt(i - 2) == name.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][name.length()];
    }
}
