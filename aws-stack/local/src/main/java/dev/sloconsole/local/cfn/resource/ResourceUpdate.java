package dev.sloconsole.local.cfn.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A change of a resource that stays the same one.
 *
 * @param wanted the resource as it is to be, all its properties
 * @param physicalId of the resource, which it keeps
 * @param attributes of the resource so far
 * @param before its properties so far; after an update that failed, what that tried for
 */
public record ResourceUpdate(
        ResourceRequest wanted, String physicalId, Map<String, String> attributes, ObjectNode before) {

    boolean changes(String property) {
        return !wanted.properties().path(property).equals(before.path(property));
    }

    /** It is as wanted, with the attributes it has. */
    Progress done() {
        return new Progress.Done(physicalId, attributes);
    }
}
