package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * The scalars of YAML 1.1, which CloudFormation reads: {@code yes} and {@code OFF} are booleans, {@code 010} is eight,
 * {@code 1.10} is 1.1, and an account number with a leading zero becomes something like 1.2345678901E10. Dates stay
 * text. Surprising, and so better met here than in the first deployment on AWS.
 *
 * @see <a href="https://yaml.org/type/">YAML 1.1's types</a>
 */
final class Yaml11 implements Schema, ScalarResolver {

    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern TRUE = Pattern.compile("yes|Yes|YES|true|True|TRUE|on|On|ON");
    private static final Pattern FALSE = Pattern.compile("no|No|NO|false|False|FALSE|off|Off|OFF");
    private static final Pattern BINARY = Pattern.compile("[-+]?0b[01_]+");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7_]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:0|[1-9][0-9_]*)");
    private static final Pattern HEXADECIMAL = Pattern.compile("[-+]?0x[0-9a-fA-F_]+");
    private static final Pattern SEXAGESIMAL = Pattern.compile("[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
    private static final Pattern FLOAT = Pattern.compile(
            "[-+]?(?:[0-9][0-9_]*)(?:\\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?" + "|[-+]?\\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?");
    /** No number that means something is longer; the patterns above recurse on what repeats. */
    private static final int LONGEST_NUMBER = 100;

    private static final Set<Tag> KNOWN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public ScalarResolver getScalarResolver() {
        return this;
    }

    /** Nothing is constructed by the library: {@link YamlTree} reads its nodes. */
    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        return Map.of();
    }

    @Override
    public Tag resolve(String text, Boolean implicit) {
        if (!implicit) {
            return Tag.STR;
        }
        if (NULL.matcher(text).matches()) {
            return Tag.NULL;
        }
        if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
            return Tag.BOOL;
        }
        if (isInteger(text)) {
            return Tag.INT;
        }
        return isFloat(text) ? Tag.FLOAT : Tag.STR;
    }

    static boolean isKnown(Tag tag) {
        return KNOWN.contains(tag);
    }

    /** The value that the tag of a scalar asks for; what does not fit its tag ({@code !!int x}) stays text. */
    static JsonNode value(ScalarNode scalar) {
        var text = scalar.getValue();
        var tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return NODES.nullNode();
        }
        if (tag.equals(Tag.BOOL)
                && (TRUE.matcher(text).matches() || FALSE.matcher(text).matches())) {
            return NODES.booleanNode(TRUE.matcher(text).matches());
        }
        if (tag.equals(Tag.INT) && isInteger(text)) {
            return NODES.numberNode(integer(text.replace("_", "")));
        }
        if (tag.equals(Tag.FLOAT) && isFloat(text)) {
            return NODES.numberNode(Double.parseDouble(text.replace("_", "")));
        }
        return NODES.textNode(text);
    }

    private static boolean isFloat(String text) {
        return text.length() <= LONGEST_NUMBER && FLOAT.matcher(text).matches();
    }

    private static boolean isInteger(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return false;
        }
        return DECIMAL.matcher(text).matches()
                || (OCTAL.matcher(text).matches() && digits(text))
                || (BINARY.matcher(text).matches() && digits(text.replaceFirst("0b", "")))
                || (HEXADECIMAL.matcher(text).matches() && digits(text.replaceFirst("0x", "")))
                || SEXAGESIMAL.matcher(text).matches();
    }

    /** Not only underscores. */
    private static boolean digits(String text) {
        return text.chars().anyMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static BigInteger integer(String text) {
        boolean negative = text.startsWith("-");
        var digits = negative || text.startsWith("+") ? text.substring(1) : text;
        var value = digits.contains(":")
                ? sexagesimal(digits)
                : digits.startsWith("0b")
                        ? new BigInteger(digits.substring(2), 2)
                        : digits.startsWith("0x")
                                ? new BigInteger(digits.substring(2), 16)
                                : digits.startsWith("0") ? new BigInteger(digits, 8) : new BigInteger(digits);
        return negative ? value.negate() : value;
    }

    private static BigInteger sexagesimal(String text) {
        var value = BigInteger.ZERO;
        for (var part : text.split(":")) {
            value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
        }
        return value;
    }
}
