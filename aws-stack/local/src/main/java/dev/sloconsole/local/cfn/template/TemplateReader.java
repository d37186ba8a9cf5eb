package dev.sloconsole.local.cfn.template;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sloconsole.local.wire.AwsError;
import java.util.Optional;

/**
 * Turns the text of a template into a tree. What begins with a brace is JSON, as for AWS; all else is YAML (see {@link
 * YamlTree}). A syntax error names line and column.
 */
final class TemplateReader {

    /** Deeper than any template that means something, and shallow enough for everything that walks the tree. */
    static final int MAX_DEPTH = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TemplateReader() {}

    static ObjectNode read(String body) {
        var tree = body.stripLeading().startsWith("{") ? readJson(body) : YamlTree.read(body);
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw malformed("unsupported structure.");
    }

    private static JsonNode readJson(String body) {
        try {
            return JSON.readTree(body);
        } catch (StreamConstraintsException e) {
            throw malformed("JSON not well-formed. " + e.getOriginalMessage());
        } catch (JacksonException e) {
            var at = Optional.ofNullable(e.getLocation())
                    .map(where -> " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")")
                    .orElse("");
            throw malformed("JSON not well-formed." + at);
        }
    }

    static AwsError malformed(String what) {
        return Template.format(what);
    }
}
