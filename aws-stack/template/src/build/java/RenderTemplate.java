import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts files into the CloudFormation template: a value {@code '@file PATH@'} becomes the file's content as a YAML
 * scalar, a block or a quoted one, whichever is shorter; {@code '@json PATH@'} the JSON file's content without white
 * space. Paths start at the repository's root. The template's own comments stay behind, and some of its indentation.
 *
 * <p>Run by the build: {@code java RenderTemplate.java TEMPLATE ROOT OUTPUT}. A marker that names no usable file ends
 * the build with a message and status 1.
 */
final class RenderTemplate {

    private static final Pattern MARKER = Pattern.compile("^( *)(.*?: )'@(file|json) ([^@']+)@'$");

    private RenderTemplate() {}

    public static void main(String[] arguments) throws IOException {
        Path template = Path.of(arguments[0]);
        Path root = Path.of(arguments[1]);
        Path output = Path.of(arguments[2]);
        try {
            var rendered = new StringBuilder();
            var indentation = new Indentation();
            for (String line : Files.readAllLines(template)) {
                if (!forReadersOnly(line)) {
                    rendered.append(render(indentation.tight(line), root)).append('\n');
                }
            }
            Files.createDirectories(output.getParent());
            Files.writeString(output, rendered);
        } catch (Unusable e) {
            System.err.println("Could not render " + template + ": " + e.getMessage());
            System.exit(1);
        }
    }

    /** A comment or an empty line: CloudFormation takes 51,200 bytes, and the template has better use for them. */
    private static boolean forReadersOnly(String line) {
        return line.isBlank() || line.strip().startsWith("# ");
    }

    private static String render(String line, Path root) throws IOException {
        Matcher marker = MARKER.matcher(line);
        if (!marker.matches()) {
            if (line.contains("@file ") || line.contains("@json ")) {
                throw new Unusable("'" + line.strip() + "' is no marker. Write NAME: '@file PATH@' or '@json PATH@'.");
            }
            return line;
        }
        String name = marker.group(4);
        String content = read(root.resolve(name), line.strip());
        if (marker.group(3).equals("json")) {
            content = minified(content);
        }
        String block = block(content, marker.group(1), name);
        String quoted = quoted(content);
        return marker.group(1) + marker.group(2) + (quoted.length() < block.length() ? quoted : block);
    }

    private static String read(Path file, String marker) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new Unusable("there is no file " + file.normalize() + ", which the marker \"" + marker
                    + "\" names. Correct the marker, or put the file there.");
        }
    }

    /** A literal block scalar; its chomping indicator keeps the end of the content byte for byte. */
    private static String block(String content, String indent, String name) {
        if (content.isBlank() || content.startsWith(" ") || content.contains("\t") || content.contains("\r")) {
            throw new Unusable(name + " is empty, starts with a space, or holds a tab or a carriage return, which a"
                    + " YAML block would not keep.");
        }
        String chomping = content.endsWith("\n\n") ? "|+" : content.endsWith("\n") ? "|" : "|-";
        String body = content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
        var block = new StringBuilder(chomping);
        for (String line : body.split("\n", -1)) {
            block.append('\n').append(line.isEmpty() ? "" : indent + " " + line);
        }
        return block.toString();
    }

    /** A double-quoted scalar: shorter than a block where many short lines would each be indented. */
    private static String quoted(String content) {
        return '"' + content.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** JSON without the white space between its tokens; what stands in strings stays. */
    private static String minified(String json) {
        var result = new StringBuilder();
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString && c == '\\') {
                result.append(c).append(json.charAt(++i));
                continue;
            }
            if (c == '"') {
                inString = !inString;
            }
            if (inString || !Character.isWhitespace(c)) {
                result.append(c);
            }
        }
        return result.toString();
    }

    /**
     * One space a level, where people who read the template have two; what stands beside a dash stays two behind it. A
     * line's level is known from the lines before it.
     */
    private static final class Indentation {
        private final TreeMap<Integer, Integer> levels = new TreeMap<>(Map.of(0, 0));

        String tight(String line) {
            String text = line.stripLeading();
            int old = line.length() - text.length();
            levels.tailMap(old, false).clear();
            int now = levels.computeIfAbsent(old, none -> levels.lastEntry().getValue() + 1);
            if (text.startsWith("- ")) {
                levels.put(old + 2, now + 2);
            }
            return " ".repeat(now) + text;
        }
    }

    private static final class Unusable extends RuntimeException {
        Unusable(String message) {
            super(message);
        }
    }
}
