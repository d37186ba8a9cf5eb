package dev.sloconsole.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What AWS lets be the tags of a request; ECS, Cloud Map and CloudFormation have the same limits. What CloudFormation
 * itself puts on what it makes is let through.
 *
 * @see <a href="https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html#tag-conventions">AWS</a>
 */
final class TagRules {

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final String RESERVED = "aws:";
    private static final String OF_CLOUDFORMATION = "aws:cloudformation:";

    private TagRules() {}

    /**
     * The first thing that is wrong with the tags, each of which has a key and perhaps a value.
     *
     * @param most so many may there be, CloudFormation's own aside
     */
    static Optional<String> problem(JsonNode tags, int most) {
        var keys = new HashSet<String>();
        int own = 0;
        for (var tag : tags) {
            var key = member(tag, "key");
            if (!keys.add(key)) {
                return Optional.of("Duplicate tag key found: '" + key + "'. Each key can be given once.");
            }
            var problem = problem(key, member(tag, "value"));
            if (problem.isPresent()) {
                return problem;
            }
            own += key.startsWith(OF_CLOUDFORMATION) ? 0 : 1;
        }
        return own > most ? Optional.of("Tags cannot have more than " + most + " elements.") : Optional.empty();
    }

    private static Optional<String> problem(String key, String value) {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            return Optional.of("Tag keys must have between 1 and " + LONGEST_KEY + " characters; this one has "
                    + key.length() + ".");
        }
        if (isReserved(key)) {
            return Optional.of("Tag keys cannot start with 'aws:', which is reserved for AWS use: '" + key + "'.");
        }
        if (value.length() > LONGEST_VALUE) {
            return Optional.of("The value of the tag '" + key + "' has " + value.length() + " characters; "
                    + LONGEST_VALUE + " are allowed.");
        }
        return CHARACTERS.matcher(key + value).matches()
                ? Optional.empty()
                : Optional.of(
                        "The tag '" + key + "' has characters that are not allowed. Tags can have letters, digits,"
                                + " spaces and _ . : / = + - @.");
    }

    private static boolean isReserved(String key) {
        return key.regionMatches(true, 0, RESERVED, 0, RESERVED.length()) && !key.startsWith(OF_CLOUDFORMATION);
    }

    /** JSON services have {@code key} or {@code Key}; the query protocol {@code Key}. */
    private static String member(JsonNode tag, String name) {
        var capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return tag.path(tag.has(name) ? name : capital).asText("");
    }
}
