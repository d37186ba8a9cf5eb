package dev.sloconsole.prometheus.golang;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Strings as Go, and after it PromQL, quotes them. */
public final class GoQuotes {

    private static final int NO_UTF8 = 0xdc00;

    private GoQuotes() {}

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
                case 7 -> out.append("\\a");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case 11 -> out.append("\\v");
                default -> {
                    if (isNoUtf8(c) || (c < 0x80 && !isPrintable(c))) {
                        out.append(String.format(Locale.ROOT, "\\x%02x", c & 0xff));
                    } else if (isPrintable(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(String.format(Locale.ROOT, c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
                    }
                }
            }
        });
        return out.append('"').toString();
    }

    /** A character in single quotes. */
    public static String quote(int codePoint) {
        return switch (codePoint) {
            case '\'' -> "'\\''";
            case '\n' -> "'\\n'";
            case '\\' -> "'\\\\'";
            case '\r' -> "'\\r'";
            case '\t' -> "'\\t'";
            case -1 -> "'\ufffd'";
            default -> {
                if (isPrintable(codePoint)) {
                    yield "'" + Character.toString(codePoint) + "'";
                }
                yield codePoint < 0x80
                        ? String.format(Locale.ROOT, "'\\x%02x'", codePoint)
                        : codePoint < 0x10000
                                ? String.format(Locale.ROOT, "'\\u%04x'", codePoint)
                                : String.format(Locale.ROOT, "'\\U%08x'", codePoint);
            }
        };
    }

    /** Whether Go shows a character as it is. */
    public static boolean isPrintable(int codePoint) {
        return codePoint == ' '
                || switch (Character.getType(codePoint)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }

    /** The string that is written in quotes of any of the three kinds; the quotes match. */
    public static String unquote(String quoted) {
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
        return decode(bytes.toByteArray());
    }

    /** UTF-8 as text; a byte that is none becomes a lone surrogate, which no text has otherwise. */
    private static String decode(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (!result.isMalformed()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (NO_UTF8 | (in.get() & 0xff)));
            }
        }
    }

    /** Whether a text was written as proper UTF-8, in which a label's name has to be. */
    public static boolean isUtf8(String text) {
        return text.codePoints().noneMatch(GoQuotes::isNoUtf8);
    }

    /** With the sign for what cannot be shown in place of each byte that was no UTF-8, as Go's JSON has it. */
    public static String replaceNoUtf8(String text) {
        return isUtf8(text) ? text : GoStrings.map(text, c -> isNoUtf8(c) ? 0xfffd : c);
    }

    private static boolean isNoUtf8(int c) {
        return c >= NO_UTF8 + 0x80 && c <= NO_UTF8 + 0xff;
    }
}
