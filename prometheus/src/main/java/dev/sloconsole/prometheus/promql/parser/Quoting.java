package dev.sloconsole.prometheus.promql.parser;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strings as PromQL quotes them, which is how Go does. */
public final class Quoting {

    private Quoting() {}

    /** A string in double quotes. */
    public static String quote(String text) {
        var out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        out.append(String.format("\\x%02x", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.append('"').toString();
    }

    /** A character in single quotes. */
    static String quote(int codePoint) {
        return switch (codePoint) {
            case '\'' -> "'\\''";
            case '\n' -> "'\\n'";
            case '\\' -> "'\\\\'";
            case -1 -> "'\\ufffd'";
            default -> "'" + Character.toString(codePoint) + "'";
        };
    }

    /** The string that is written in quotes of any of the three kinds; the quotes match. */
    static String unquote(String quoted, Span span) throws ParseException {
        var inner = quoted.substring(1, quoted.length() - 1);
        if (quoted.charAt(0) == '`' || inner.indexOf('\\') < 0) {
            return inner;
        }
        var bytes = new ByteArrayOutputStream();
        int i = 0;
        while (i < inner.length()) {
            int c = inner.codePointAt(i);
            if (c != '\\') {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c);
                continue;
            }
            char escape = inner.charAt(i + 1);
            i += 2;
            switch (escape) {
                case 'a' -> bytes.write(7);
                case 'b' -> bytes.write('\b');
                case 'f' -> bytes.write('\f');
                case 'n' -> bytes.write('\n');
                case 'r' -> bytes.write('\r');
                case 't' -> bytes.write('\t');
                case 'v' -> bytes.write(11);
                case '\\', '\'', '"' -> bytes.write(escape);
                case 'x' -> {
                    bytes.write(Integer.parseInt(inner, i, i + 2, 16));
                    i += 2;
                }
                case 'u', 'U' -> {
                    int digits = escape == 'u' ? 4 : 8;
                    var character = Character.toString(Integer.parseInt(inner, i, i + digits, 16));
                    bytes.writeBytes(character.getBytes(StandardCharsets.UTF_8));
                    i += digits;
                }
                default -> {
                    bytes.write(Integer.parseInt(inner, i - 1, i + 2, 8));
                    i += 2;
                }
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new ParseException(span, "invalid UTF-8 in string " + quoted);
        }
    }
}
