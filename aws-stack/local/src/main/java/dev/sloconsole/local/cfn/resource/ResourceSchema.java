package dev.sloconsole.local.cfn.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.cfn.resource.Shape.Structure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What a template may say of a type of resource, as data: a file a type beside this class, {@code AWS-ECS-Service.yaml}
 * for {@code AWS::ECS::Service}.
 *
 * <ul>
 *   <li>{@code attributes}: what {@code Fn::GetAtt} gives
 *   <li>{@code name}: the property with a name of the author's choice; under it nothing can be replaced
 *   <li>{@code replacement}, {@code conditional replacement}: properties whose change makes a new resource, or may
 *   <li>{@code elsewhere}: properties that AWS has and the local cloud does not, nested ones with dots
 *   <li>{@code properties}: {@code Key: shape}; a key with {@code !} must be given
 * </ul>
 *
 * <p>A shape is {@code String}, {@code Integer}, {@code Number}, {@code Boolean}, {@code Json} (anything), {@code Map}
 * (of texts), {@code a | b} (one of them), a map of keys to shapes, or a list that holds the shape of its items.
 */
public record ResourceSchema(
        Structure properties,
        Set<String> attributes,
        Optional<String> nameProperty,
        Set<String> replacing,
        Set<String> maybeReplacing,
        Set<String> elsewhere) {

    private static final Set<String> KEYS =
            Set.of("attributes", "name", "replacement", "conditional replacement", "elsewhere", "properties");

    /** Whether a change of a property makes a new resource. */
    public enum Recreation {
        NEVER,
        CONDITIONALLY,
        ALWAYS
    }

    static ResourceSchema of(String type) {
        var file = type.replace("::", "-") + ".yaml";
        try (var in = ResourceSchema.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + file + " beside ResourceSchema; write it.");
            }
            var loaded = new Load(LoadSettings.builder().setLabel(file).build()).loadFromInputStream(in);
            if (!(loaded instanceof Map<?, ?> fields) || !KEYS.containsAll(fields.keySet())) {
                throw new IllegalStateException(file + " must have no keys but " + KEYS + ".");
            }
            return new ResourceSchema(
                    structure(fields.get("properties")),
                    names(fields.get("attributes")),
                    Optional.ofNullable(fields.get("name")).map(Object::toString),
                    names(fields.get("replacement")),
                    names(fields.get("conditional replacement")),
                    names(fields.get("elsewhere")));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file + ".", e);
        }
    }

    public Recreation recreation(String property) {
        return replacing.contains(property)
                ? Recreation.ALWAYS
                : maybeReplacing.contains(property) ? Recreation.CONDITIONALLY : Recreation.NEVER;
    }

    /** The first property, as the template writes them, that only AWS has. */
    public Optional<String> elsewhere(JsonNode declared) {
        return elsewhere.isEmpty() ? Optional.empty() : elsewhere("", declared);
    }

    private Optional<String> elsewhere(String path, JsonNode declared) {
        if (declared.isArray()) {
            return declared.valueStream()
                    .flatMap(item -> elsewhere(path, item).stream())
                    .findFirst();
        }
        return declared.propertyStream()
                .flatMap(field -> {
                    var name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                    return field.getKey().equals("Fn::If")
                            ? elsewhere(path, field.getValue()).stream()
                            : elsewhere.contains(name) ? Stream.of(name) : elsewhere(name, field.getValue()).stream();
                })
                .findFirst();
    }

    /** Whether resources of the type carry tags, and so their stack's too. */
    public boolean isTagged() {
        return properties.members().containsKey("Tags");
    }

    /** What is wrong with a resource's properties, all of it in one text. */
    Optional<String> problem(String logicalId, ObjectNode given) {
        var problems = new ArrayList<String>();
        properties.check("#", given, problems);
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of("Properties validation failed for resource " + logicalId + " with message:\n"
                        + String.join("\n", problems));
    }

    /** A service's request: the first letter of every key in lower case, as ECS has it. */
    ObjectNode camelCase(ObjectNode given) {
        return properties.typed(given, key -> Character.toLowerCase(key.charAt(0)) + key.substring(1));
    }

    /** A service's request: keys as in the template, as Cloud Map has them. */
    ObjectNode pascalCase(ObjectNode given) {
        return properties.typed(given, key -> key);
    }

    private static Shape shape(Object declared) {
        if (declared instanceof List<?> items && items.size() == 1) {
            return new Shape.Items(shape(items.getFirst()));
        }
        return declared instanceof Map<?, ?> ? structure(declared) : scalar(declared.toString());
    }

    private static Shape scalar(String name) {
        return switch (name) {
            case "String" -> Shape.Scalar.STRING;
            case "Integer" -> Shape.Scalar.INTEGER;
            case "Number" -> Shape.Scalar.NUMBER;
            case "Boolean" -> Shape.Scalar.BOOLEAN;
            case "Json" -> new Shape.Json();
            case "Map" -> new Shape.TextMap();
            default -> new Shape.Choice(List.of(name.split(" \\| ")));
        };
    }

    private static Structure structure(@Nullable Object declared) {
        var members = new LinkedHashMap<String, Shape>();
        var required = new TreeSet<String>();
        if (!(declared instanceof Map<?, ?> keys)) {
            throw new IllegalStateException("A structure must be a map of keys to shapes, not " + declared + ".");
        }
        keys.forEach((given, shape) -> {
            var key = given.toString();
            var name = key.endsWith("!") ? key.substring(0, key.length() - 1) : key;
            members.put(name, shape(shape));
            if (key.endsWith("!")) {
                required.add(name);
            }
        });
        return new Structure(members, required);
    }

    private static Set<String> names(@Nullable Object list) {
        var names = new TreeSet<String>();
        if (list instanceof List<?> items) {
            items.forEach(item -> names.add(item.toString()));
        }
        return names;
    }
}
