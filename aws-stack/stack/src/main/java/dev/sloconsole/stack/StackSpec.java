package dev.sloconsole.stack;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What to deploy: a name, a template, and the template's parameters.
 *
 * @param templateBody YAML or JSON, at most 51,200 bytes
 */
public record StackSpec(String stackName, String templateBody, SortedMap<String, String> parameters) {
    public StackSpec {
        parameters = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    public StackSpec(String stackName, String templateBody, Map<String, String> parameters) {
        this(stackName, templateBody, new TreeMap<>(parameters));
    }
}
