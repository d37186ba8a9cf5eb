package dev.sloconsole.local.cfn;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sloconsole.local.cfn.template.Template.ResourceDeclaration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource of a stack and where it stands. While an update is under way it remembers what it was when the stack was
 * last sound, and all that came between.
 */
final class StackResource {

    private final String logicalId;
    private final String type;
    private boolean retained;
    private boolean retainedWhenReplaced;
    private String status = "";
    private Optional<String> reason = Optional.empty();
    private Instant changed = Instant.EPOCH;
    private PhysicalResource current =
            new PhysicalResource(JsonNodeFactory.instance.objectNode(), Optional.empty(), Map.of());
    private Optional<PhysicalResource> sound = Optional.empty();
    private final List<PhysicalResource> between = new ArrayList<>();

    StackResource(ResourceDeclaration declared) {
        this.logicalId = declared.logicalId();
        this.type = declared.type();
        declared(declared);
    }

    /** Takes the policies of a template, which apply from now on. */
    void declared(ResourceDeclaration declaration) {
        retained = declaration.retained();
        retainedWhenReplaced = declaration.retainedWhenReplaced();
    }

    String logicalId() {
        return logicalId;
    }

    String type() {
        return type;
    }

    boolean retained() {
        return retained;
    }

    boolean retainedWhenReplaced() {
        return retainedWhenReplaced;
    }

    PhysicalResource current() {
        return current;
    }

    /** Empty until it is known; of a replacement that has none yet, what it replaces. */
    String physicalId() {
        return current.id().isEmpty() ? sound.map(PhysicalResource::id).orElse("") : current.id();
    }

    /** Empty until its creation begins. */
    String status() {
        return status;
    }

    Optional<String> reason() {
        return reason;
    }

    Instant changed() {
        return changed;
    }

    boolean isGone() {
        return status.equals("DELETE_COMPLETE") || status.equals("DELETE_SKIPPED");
    }

    void changed(String newStatus, Optional<String> why, Instant now) {
        status = newStatus;
        reason = why;
        changed = now;
    }

    /** Something else stands behind it from now on; what did before is remembered until the update has ended. */
    void becomes(PhysicalResource next) {
        if (sound.isEmpty() && current.exists()) {
            sound = Optional.of(current);
        } else {
            between.add(current);
        }
        between.removeIf(one -> !one.mayExist());
        current = next;
    }

    /** What it was when the stack was last sound, if an update has touched it since. */
    Optional<PhysicalResource> sound() {
        return sound;
    }

    /** It is again what it was when the stack was last sound; what it became meanwhile is remembered. */
    void goesBack() {
        sound.filter(before -> before != current).ifPresent(before -> {
            between.add(current);
            current = before;
        });
    }

    /** The stack is sound: what this resource was meanwhile, and is no more, to be deleted. */
    List<PhysicalResource> settle() {
        sound.ifPresent(between::add);
        var others = between.stream()
                .filter(one ->
                        one.mayExist() && (one.id().isEmpty() || !one.id().equals(current.id())))
                .toList();
        sound = Optional.empty();
        between.clear();
        return distinct(others);
    }

    /** All that may still be there of it, for a stack that is deleted after an update failed. */
    List<PhysicalResource> all() {
        var all = new ArrayList<>(List.of(current));
        sound.filter(one -> one != current).ifPresent(all::add);
        between.stream().filter(PhysicalResource::mayExist).forEach(all::add);
        return distinct(all);
    }

    private static List<PhysicalResource> distinct(List<PhysicalResource> all) {
        var distinct = new ArrayList<PhysicalResource>();
        for (var one : all) {
            if (distinct.stream()
                    .noneMatch(other -> !one.id().isEmpty() && other.id().equals(one.id()))) {
                distinct.add(one);
            }
        }
        return distinct;
    }
}
