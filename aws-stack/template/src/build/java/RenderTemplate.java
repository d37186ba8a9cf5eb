import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts the files that a template names into it, as text of the YAML block scalar in which their marker stands.
 *
 * <p>Arguments: the template, the folder that file names start from, the rendered template.
 */
final class RenderTemplate {

    private static final Pattern MARKER = Pattern.compile("(?m)^( +)\\{\\{file ([^}]+)}}$");

    public static void main(String[] args) throws IOException {
        var template = Path.of(args[0]);
        var root = Path.of(args[1]);
        var rendered = MARKER.matcher(Files.readString(template)).replaceAll(marker -> {
            var file = root.resolve(marker.group(2));
            try {
                return Matcher.quoteReplacement(indented(text(file), marker.group(1)));
            } catch (NoSuchFileException e) {
                throw new IllegalStateException(template + " names " + marker.group(2) + ", but there is no file " + file
                        + ". Correct the name, or add the file.");
            } catch (IOException e) {
                throw new IllegalStateException("Could not read " + file + ", which " + template + " names: " + e, e);
            }
        });
        var out = Path.of(args[2]);
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.writeString(out, rendered);
    }

    /** A file's text. JSON becomes one line, for most of it is indentation: a template may have 51,200 bytes. */
    private static String text(Path file) throws IOException {
        var text = Files.readString(file).stripTrailing();
        return file.toString().endsWith(".json")
                ? text.lines().map(String::strip).collect(Collectors.joining())
                : text;
    }

    private static String indented(String text, String indentation) {
        return text.lines().map(line -> line.isEmpty() ? "" : indentation + line).collect(Collectors.joining("\n"));
    }
}
