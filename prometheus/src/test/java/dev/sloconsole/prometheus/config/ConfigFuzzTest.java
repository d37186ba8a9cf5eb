package dev.sloconsole.prometheus.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.prometheus.promql.PromqlEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged configurations: each is either read or refused with a place, and never a fault. */
class ConfigFuzzTest {

    private static final long SEED = 20_26;
    private static final int ROUNDS = 500;
    private static final String CONFIG = """
            global: {scrape_interval: 5s, external_labels: {a: b}}
            rule_files: [rules.yml]
            scrape_configs:
              - job_name: app
                metrics_path: /m
                params: {a: [b, c]}
                body_size_limit: 10MB
                sample_limit: 10
                static_configs:
                  - targets: ['a:1', 'b:2']
                    labels: {x: y}
                dns_sd_configs: [{names: [a.b], type: A, port: 5}]
                relabel_configs:
                  - {source_labels: [a, b], regex: '(.*);x', target_label: c, replacement: $1}
            """;
    private static final String RULES = """
            groups:
              - name: g
                interval: 5s
                rules:
                  - {record: 'a:b', expr: 'sum by (x) (rate(m[5m]))', labels: {l: v}}
                  - alert: A
                    expr: up == 0
                    for: 10s
                    annotations: {s: '{{ $labels.x }} is {{ $value | humanize }}'}
            """;
    private static final String[] PIECES = {
        "{", "}", "[", "]", ":", "- ", "\n", "  ", "'", "\"", "&a", "*a", "!!x", "{{", "}}", "$", "\\", "0", "-1", "s",
        "null", "~", "\t", "#", "|", ">", ",", "%", "\u0000", "é", "(", "a{9}"
    };

    private final Path folder;

    ConfigFuzzTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void noDamageDoesMoreThanRefuseTheConfiguration() throws Exception {
        System.out.println("Seed " + SEED + ", " + ROUNDS + " rounds.");
        var random = new Random(SEED);
        int refused = 0;
        Path config = folder.resolve("prometheus.yml");
        for (int i = 0; i < ROUNDS; i++) {
            boolean rules = random.nextBoolean();
            write(config, rules ? CONFIG : damaged(CONFIG, random));
            write(folder.resolve("rules.yml"), rules ? damaged(RULES, random) : RULES);
            switch (ConfigReader.read(config, new PromqlEngine())) {
                case ConfigResult.Loaded loaded -> assertThat(loaded.config()).isNotNull();
                case ConfigResult.Invalid invalid -> {
                    refused++;
                    assertThat(invalid.problems()).isNotEmpty().allSatisfy(problem -> {
                        assertThat(problem.line()).isPositive();
                        assertThat(problem.message()).isNotBlank();
                    });
                }
            }
        }
        assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - 1);
    }

    private static String damaged(String text, Random random) {
        var damaged = new StringBuilder(text);
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = random.nextInt(damaged.length());
            String piece = PIECES[random.nextInt(PIECES.length)];
            switch (random.nextInt(3)) {
                case 0 -> damaged.insert(at, piece);
                case 1 -> damaged.replace(at, Math.min(damaged.length(), at + 1 + random.nextInt(4)), piece);
                default -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(20)));
            }
        }
        return damaged.toString();
    }

    private static void write(Path file, String text) throws Exception {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
