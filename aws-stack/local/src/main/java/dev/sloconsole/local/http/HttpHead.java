package dev.sloconsole.local.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The start line and the header fields of an HTTP/1.1 message (RFC 9112).
 *
 * @param startLine without its line end
 * @param fields in their order
 */
public record HttpHead(String startLine, List<Field> fields) {

    /** One header field, the value without surrounding blanks. */
    public record Field(String name, String value) {
        public boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /** What a peer wrote is no HTTP. */
    public static final class Malformed extends RuntimeException {
        public Malformed(String message) {
            super(message);
        }
    }

    /** How long a message's body is. */
    public sealed interface Body {
        record None() implements Body {}

        record Fixed(long length) implements Body {}

        record Chunked() implements Body {}

        record ToTheEnd() implements Body {}
    }

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Fields that concern one connection only (RFC 9110, 7.6.1). */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "proxy-connection",
            "keep-alive",
            "te",
            "transfer-encoding",
            "upgrade",
            "proxy-authorization",
            "proxy-authenticate");

    public HttpHead {
        fields = List.copyOf(fields);
    }

    /**
     * Reads a head without its closing empty line.
     *
     * @throws Malformed when it is none
     */
    public static HttpHead parse(byte[] bytes) {
        var lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        var fields = new ArrayList<Field>();
        for (var line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            if (colon < 1 || !TOKEN.matcher(line.substring(0, colon)).matches() || hasControls(line)) {
                throw new Malformed("a header field is malformed");
            }
            fields.add(new Field(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        if (hasControls(lines[0])) {
            throw new Malformed("the first line is malformed");
        }
        return new HttpHead(lines[0], fields);
    }

    private static boolean hasControls(String line) {
        return line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127);
    }

    public Optional<String> value(String name) {
        return fields.stream().filter(f -> f.is(name)).map(Field::value).findFirst();
    }

    /** All values of a field, in their order. */
    public List<String> values(String name) {
        return fields.stream().filter(f -> f.is(name)).map(Field::value).toList();
    }

    /** Whether a list-valued field holds a word. */
    public boolean has(String name, String word) {
        return words(name).contains(word);
    }

    private Set<String> words(String name) {
        var words = new HashSet<String>();
        fields.stream()
                .filter(f -> f.is(name))
                .flatMap(f -> Arrays.stream(f.value().split(",")))
                .forEach(w -> words.add(w.strip().toLowerCase(Locale.ROOT)));
        return words;
    }

    /** The fields that travel on. */
    public List<Field> endToEnd() {
        var named = words("Connection");
        return fields.stream()
                .filter(f -> !HOP_BY_HOP.contains(f.name().toLowerCase(Locale.ROOT)))
                .filter(f -> !named.contains(f.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** The first line of a request. */
    public record RequestLine(String method, String target, boolean http11) {}

    /**
     * Reads the first line of a request; HTTP/1.0 and 1.1 only.
     *
     * @throws Malformed when it is none
     */
    public RequestLine requestLine() {
        var words = startLine.split(" ", -1);
        if (words.length != 3
                || !words[2].matches("HTTP/1\\.[01]")
                || !TOKEN.matcher(words[0]).matches()
                || words[1].isEmpty()) {
            throw new Malformed("the request line is malformed");
        }
        return new RequestLine(words[0], words[1], words[2].endsWith("1"));
    }

    /**
     * The body of a request.
     *
     * @throws Malformed when two peers could read it differently
     */
    public Body requestBody() {
        return framed(new Body.None());
    }

    /** The body of a response to a request of that method. */
    public Body responseBody(String method) {
        int status = status();
        return method.equals("HEAD") || status == 204 || status == 304 || status < 200
                ? new Body.None()
                : framed(new Body.ToTheEnd());
    }

    private Body framed(Body otherwise) {
        var codings = fields.stream().filter(f -> f.is("Transfer-Encoding")).toList();
        var lengths = fields.stream()
                .filter(f -> f.is("Content-Length"))
                .map(Field::value)
                .toList();
        if (!codings.isEmpty()) {
            if (codings.size() > 1 || !codings.getFirst().value().equalsIgnoreCase("chunked") || !lengths.isEmpty()) {
                throw new Malformed("the message's length is ambiguous");
            }
            return new Body.Chunked();
        }
        if (lengths.isEmpty()) {
            return otherwise;
        }
        if (lengths.size() > 1 || !lengths.getFirst().matches("\\d{1,18}")) {
            throw new Malformed("the message's length is ambiguous");
        }
        return new Body.Fixed(Long.parseLong(lengths.getFirst()));
    }

    /** The status of a response. */
    public int status() {
        var words = startLine.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5]\\d\\d")) {
            throw new Malformed("the status line is malformed");
        }
        return Integer.parseInt(words[1]);
    }

    /** The head on the wire, its closing empty line included. */
    public static byte[] wire(String startLine, List<Field> fields) {
        var text = new StringBuilder(startLine).append("\r\n");
        fields.forEach(f -> text.append(f.name()).append(": ").append(f.value()).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
