package dev.sloconsole.local.cfn.resource;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** How far the creation or the deletion of a resource is. */
public sealed interface Progress {

    /**
     * Not there yet.
     *
     * @param physicalId as soon as it is known
     * @param next looks again; asked after a while
     */
    record Working(Optional<String> physicalId, Supplier<Progress> next) implements Progress {}

    /**
     * It is done. After a deletion nothing is left and the attributes are empty.
     *
     * @param physicalId what {@code Ref} gives
     * @param attributes what {@code Fn::GetAtt} gives
     */
    record Done(String physicalId, Map<String, String> attributes) implements Progress {
        public Done {
            attributes = Map.copyOf(attributes);
        }
    }

    /** It will not come to be. */
    record Failed(String reason) implements Progress {

        /**
         * As CloudFormation wraps what a resource handler reports.
         *
         * @param code such as {@code InvalidRequest}
         */
        public static Failed byHandler(String message, String code) {
            return new Failed("Resource handler returned message: \"" + message + "\" (RequestToken: "
                    + UUID.randomUUID() + ", HandlerErrorCode: " + code + ")");
        }
    }
}
