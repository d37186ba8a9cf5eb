package dev.sloconsole.local.cfn;

import dev.sloconsole.local.cfn.resource.ResourceSchema.Recreation;
import java.util.List;
import java.util.Optional;

/**
 * What an update would do to one resource.
 *
 * @param physicalId of what is there; empty of what is to be added
 * @param policy what becomes of the old one: {@code Delete}, {@code Retain}, {@code ReplaceAndDelete},
 *     {@code ReplaceAndRetain}; empty if nothing does
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html">
 *     ResourceChange</a>
 */
record ResourceChange(
        Action action,
        String logicalId,
        Optional<String> physicalId,
        String type,
        List<Detail> details,
        Optional<String> policy) {

    enum Action {
        ADD("Add"),
        MODIFY("Modify"),
        REMOVE("Remove");

        private final String word;

        Action(String word) {
            this.word = word;
        }

        /** As the API has it. */
        String word() {
            return word;
        }
    }

    /** Whether another physical resource takes the place of the one that is there. */
    enum Replacement {
        TRUE("True"),
        CONDITIONAL("Conditional"),
        FALSE("False");

        private final String word;

        Replacement(String word) {
            this.word = word;
        }

        /** As the API has it. */
        String word() {
            return word;
        }
    }

    /** What a change comes of. */
    enum Source {
        DIRECT("DirectModification"),
        PARAMETER("ParameterReference"),
        RESOURCE("ResourceReference"),
        ATTRIBUTE("ResourceAttribute");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        /** As the API has it. */
        String word() {
            return word;
        }
    }

    /**
     * Why one property changes.
     *
     * @param property its name; {@code Tags} counts as an attribute of the resource
     * @param known whether its new value is known beforehand
     * @param cause the parameter, resource or attribute that it comes of
     */
    record Detail(String property, Recreation recreation, boolean known, Source source, Optional<String> cause) {

        /** {@code Tags} or {@code Properties}. */
        String attribute() {
            return property.equals("Tags") ? "Tags" : "Properties";
        }
    }

    /** Certain only if a property is known to change that always needs a new resource. */
    Replacement replacement() {
        if (details.stream().anyMatch(one -> one.known && one.recreation == Recreation.ALWAYS)) {
            return Replacement.TRUE;
        }
        return details.stream().anyMatch(one -> one.recreation != Recreation.NEVER)
                ? Replacement.CONDITIONAL
                : Replacement.FALSE;
    }

    /** Which kinds of attribute change. */
    List<String> scope() {
        return details.stream().map(Detail::attribute).distinct().sorted().toList();
    }
}
