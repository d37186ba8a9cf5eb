package dev.sloconsole.prometheus.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sloconsole.prometheus.RealPrometheus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The templates of {@link TemplateTest} in the annotations of alerts of the machine's real Prometheus. */
class RealTemplateTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theRealPrometheusFillsThemInAlike(@TempDir Path folder) throws Exception {
        var program = RealPrometheus.program();
        assumeTrue(program.isPresent(), "no prometheus on the PATH to compare with");
        var rules = new StringBuilder("groups:\n- name: g\n  rules:\n");
        var wanted = new TreeMap<String, String>();
        var described = new TreeMap<String, String>();
        var filled = new TreeMap<String, String>();
        var differences = new ArrayList<String>();
        for (var arguments : TemplateTest.numbersAndWords().toList()) {
            String template = (String) arguments.get()[0];
            String expected = (String) arguments.get()[2];
            if (expected.startsWith("<error")) {
                continue;
            }
            String name = "A" + wanted.size();
            wanted.put(name, expected);
            described.put(name, template + " of " + arguments.get()[1]);
            rules.append("  - alert: ")
                    .append(name)
                    .append("\n    expr: label_replace(vector(")
                    .append(arguments.get()[1].toString().replace("Infinity", "Inf"))
                    .append("), \"job\", \"sre-app\", \"\", \"\")\n    annotations: {a: ")
                    .append(JSON.writeValueAsString(template))
                    .append("}\n");
        }
        Files.writeString(folder.resolve("rules.yml"), rules);
        Path config = Files.writeString(folder.resolve("real.yml"), """
                global: {evaluation_interval: 1s, external_labels: {stack: demo}}
                rule_files: [rules.yml]
                """);
        try (var real = RealPrometheus.start(program.get(), folder, config)) {
            await().until(() -> alerts(real).size() == wanted.size());
            for (JsonNode alert : alerts(real)) {
                filled.put(
                        alert.path("labels").path("alertname").asText(),
                        alert.path("annotations").path("a").asText());
            }
            for (var alert : wanted.entrySet()) {
                if (!alert.getValue().equals(filled.get(alert.getKey()))) {
                    differences.add(described.get(alert.getKey()) + ": here " + alert.getValue() + ", there "
                            + filled.get(alert.getKey()));
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static JsonNode alerts(RealPrometheus real) {
        return real.get("alerts").path("data").path("alerts");
    }
}
