package dev.sloconsole.prometheus.api;

import java.util.regex.Pattern;

/**
 * A label's name in a form that every address can carry: {@code U__my_2e_label} for {@code my.label}, with {@code __}
 * for an underscore.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/escaping_schemes/">Prometheus: escaping schemes</a>
 */
final class EscapedName {

    private static final String PREFIX = "U__";
    private static final Pattern CODE = Pattern.compile("_([0-9a-fA-F]{1,5})?_");

    private EscapedName() {}

    /** The name itself; what is not escaped, or wrongly, stays as it is. */
    static String unescape(String name) {
        if (!name.startsWith(PREFIX)) {
            return name;
        }
        var unescaped = new StringBuilder();
        var code = CODE.matcher(name);
        int at = PREFIX.length();
        while (at < name.length()) {
            if (name.charAt(at) != '_') {
                unescaped.append(name.charAt(at++));
                continue;
            }
            if (!code.find(at) || code.start() != at) {
                return name;
            }
            at = code.end();
            String digits = code.group(1);
            int letter = digits == null ? '_' : Integer.parseInt(digits, 16);
            if (!Character.isValidCodePoint(letter) || (letter >= 0xd800 && letter <= 0xdfff)) {
                return name;
            }
            unescaped.appendCodePoint(letter);
        }
        return unescaped.toString();
    }
}
