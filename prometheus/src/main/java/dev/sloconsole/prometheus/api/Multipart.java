package dev.sloconsole.prometheus.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fields of a form in parts, {@code multipart/form-data}, as {@code curl -F} sends it; files among them are skipped.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
final class Multipart {

    private static final Pattern BOUNDARY = Pattern.compile("(?i)\\bboundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))");
    private static final Pattern DISPOSITION = Pattern.compile("(?im)^content-disposition:\\s*form-data\\s*;(.*)$");
    private static final Pattern NAME = Pattern.compile("(?i)(?:^|;)\\s*name=(?:\"([^\"]*)\"|([^\\s;]+))");

    private Multipart() {}

    /** The values by their fields; nothing where the content type names no boundary. */
    static Optional<Map<String, List<String>>> fields(String contentType, byte[] body) {
        var boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return Optional.empty();
        }
        String delimiter = "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        var fields = new LinkedHashMap<String, List<String>>();
        String[] parts =
                ("\r\n" + new String(body, StandardCharsets.UTF_8)).split(Pattern.quote("\r\n" + delimiter), -1);
        for (int i = 1; i < parts.length && !parts[i].startsWith("--"); i++) {
            int headEnd = parts[i].indexOf("\r\n\r\n");
            var disposition = DISPOSITION.matcher(headEnd < 0 ? "" : parts[i].substring(0, headEnd));
            if (!disposition.find()
                    || disposition.group(1).toLowerCase(java.util.Locale.ROOT).contains("filename=")) {
                continue;
            }
            var name = NAME.matcher(disposition.group(1).strip());
            if (name.find()) {
                fields.computeIfAbsent(name.group(1) == null ? name.group(2) : name.group(1), n -> new ArrayList<>())
                        .add(parts[i].substring(headEnd + 4));
            }
        }
        return Optional.of(fields);
    }
}
