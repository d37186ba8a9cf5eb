package dev.sloconsole.prometheus.config;

import dev.sloconsole.prometheus.config.PrometheusConfig.Global;
import dev.sloconsole.prometheus.config.RelabelRule.Action;
import dev.sloconsole.prometheus.config.ScrapeConfig.DnsSdConfig;
import dev.sloconsole.prometheus.config.ScrapeConfig.DnsSdConfig.RecordType;
import dev.sloconsole.prometheus.config.ScrapeConfig.StaticConfig;
import dev.sloconsole.prometheus.golang.GoRegex;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one entry of {@code scrape_configs}. */
final class ScrapeConfigReader {

    private static final Set<String> OTHER_KEYS = Set.of(
            "scrape_protocols",
            "scrape_native_histograms",
            "always_scrape_classic_histograms",
            "convert_classic_histograms_to_nhcb",
            "extra_scrape_metrics",
            "track_timestamps_staleness",
            "scrape_failure_log_file",
            "basic_auth",
            "authorization",
            "oauth2",
            "tls_config",
            "no_proxy",
            "proxy_from_environment",
            "proxy_connect_header",
            "http_headers",
            "keep_dropped_targets",
            "metric_name_validation_scheme",
            "metric_name_escaping_scheme",
            "native_histogram_bucket_limit",
            "native_histogram_min_bucket_factor",
            "azure_sd_configs",
            "consul_sd_configs",
            "digitalocean_sd_configs",
            "docker_sd_configs",
            "dockerswarm_sd_configs",
            "ec2_sd_configs",
            "eureka_sd_configs",
            "file_sd_configs",
            "gce_sd_configs",
            "hetzner_sd_configs",
            "http_sd_configs",
            "ionos_sd_configs",
            "kubernetes_sd_configs",
            "kuma_sd_configs",
            "lightsail_sd_configs",
            "linode_sd_configs",
            "marathon_sd_configs",
            "nerve_sd_configs",
            "nomad_sd_configs",
            "openstack_sd_configs",
            "ovhcloud_sd_configs",
            "puppetdb_sd_configs",
            "scaleway_sd_configs",
            "serverset_sd_configs",
            "stackit_sd_configs",
            "triton_sd_configs",
            "uyuni_sd_configs",
            "vultr_sd_configs");
    private static final Set<String> PROTOCOLS =
            Set.of("PrometheusText0.0.4", "PrometheusText1.0.0", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)([KMGTPE]?)(?:i?B)|(0)");

    private final Section section;
    private final Global global;

    ScrapeConfigReader(Section section, Global global) {
        this.section = section;
        this.global = global;
    }

    ScrapeConfig read() {
        String job = section.required("job_name");
        Duration interval = section.interval("scrape_interval", global.scrapeInterval());
        Duration timeout = section.interval("scrape_timeout", ConfigReader.min(global.scrapeTimeout(), interval));
        if (timeout.compareTo(interval) > 0) {
            section.problemAt(
                    "scrape_timeout",
                    "scrape timeout " + PromDuration.format(timeout)
                            + " is greater than the scrape interval " + PromDuration.format(interval)
                            + " for scrape config with job name \"" + job + "\". Make it smaller.");
        }
        // Both are how this engine works anyway: it accepts gzip, and speaks HTTP/1.1 to plain http targets.
        section.bool("enable_compression", true);
        section.bool("enable_http2", true);
        var config = new ScrapeConfig(
                job,
                interval,
                timeout,
                section.string("metrics_path", "/metrics"),
                scheme(),
                section.lists("params"),
                section.bool("honor_labels", false),
                section.bool("honor_timestamps", true),
                section.bool("follow_redirects", true),
                section.integer("sample_limit", 0),
                bytes(),
                proxy(),
                fallback(),
                section.sections("static_configs").stream()
                        .map(this::staticConfig)
                        .toList(),
                section.sections("dns_sd_configs").stream().map(this::dnsConfig).toList(),
                section.sections("relabel_configs").stream()
                        .flatMap(s -> relabel(s).stream())
                        .toList(),
                section.sections("metric_relabel_configs").stream()
                        .flatMap(s -> relabel(s).stream())
                        .toList(),
                new ScrapeConfig.LabelLimits(
                        section.integer("label_limit", 0),
                        section.integer("label_name_length_limit", 0),
                        section.integer("label_value_length_limit", 0)),
                section.integer("target_limit", 0));
        section.end(OTHER_KEYS);
        return config;
    }

    private String scheme() {
        String scheme = section.string("scheme", "http");
        if (!scheme.equals("http")) {
            section.problemAt("scheme", "scheme \"" + scheme + "\" is not supported by this engine. Use http.");
        }
        return scheme;
    }

    private Optional<String> fallback() {
        var fallback = section.string("fallback_scrape_protocol");
        if (fallback.isPresent() && !PROTOCOLS.contains(fallback.get())) {
            section.problemAt(
                    "fallback_scrape_protocol",
                    "unknown scrape protocol \"" + fallback.get()
                            + "\". Use one of "
                            + String.join(", ", PROTOCOLS.stream().sorted().toList()) + ".");
            return Optional.empty();
        }
        return fallback;
    }

    private long bytes() {
        return section.string("body_size_limit")
                .map(text -> {
                    var matcher = BYTES.matcher(text);
                    if (!matcher.matches()) {
                        section.problemAt(
                                "body_size_limit", "not a size: \"" + text + "\". Write it like 500KB or 10MB.");
                        return 0L;
                    }
                    if (matcher.group(3) != null) {
                        return 0L;
                    }
                    String unit = matcher.group(2);
                    int power = unit.isEmpty() ? 0 : 1 + "KMGTPE".indexOf(unit);
                    return (long) (Double.parseDouble(matcher.group(1)) * Math.pow(1024, power));
                })
                .orElse(0L);
    }

    private Optional<URI> proxy() {
        return section.string("proxy_url").filter(text -> !text.isEmpty()).flatMap(text -> {
            try {
                var uri = new URI(text);
                if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
                    return Optional.of(uri);
                }
            } catch (URISyntaxException e) {
                // Reported below, like an address of another kind.
            }
            section.problemAt(
                    "proxy_url", "not a proxy's address: \"" + text + "\". Write it like http://127.0.0.1:8080.");
            return Optional.empty();
        });
    }

    private StaticConfig staticConfig(Section s) {
        var targets = s.strings("targets");
        for (String target : targets) {
            if (target.contains("/")) {
                s.problemAt(
                        "targets",
                        "\"" + target + "\" is not a valid hostname. Write host:port, without http:// or a path.");
            }
        }
        var config = new StaticConfig(targets, s.labels("labels"));
        s.end(Set.of());
        return config;
    }

    private DnsSdConfig dnsConfig(Section s) {
        var names = s.strings("names");
        if (names.isEmpty()) {
            s.problem("DNS-SD config must contain at least one SRV record name: add 'names'.");
        }
        String typeText = s.string("type", "SRV").toUpperCase(Locale.ROOT);
        RecordType type = switch (typeText) {
            case "A" -> RecordType.A;
            case "AAAA" -> RecordType.AAAA;
            case "SRV" -> RecordType.SRV;
            default -> {
                s.problemAt("type", "record type \"" + typeText + "\" is not supported. Use A, AAAA or SRV.");
                yield RecordType.SRV;
            }
        };
        int port = s.integer("port", 0);
        if (type != RecordType.SRV && (port < 1 || port > 65_535)) {
            s.problemAt(
                    "port", "a port is required in DNS-SD configs for all record types except SRV. Add port: 5000.");
        }
        var config = new DnsSdConfig(names, type, port, s.interval("refresh_interval", Duration.ofSeconds(30)));
        s.end(Set.of());
        return config;
    }

    /** Some actions use a few of the keys only; Prometheus refuses the others, for they would do nothing. */
    private static void checkKeys(Section s, Action action) {
        var useless = switch (action) {
            case KEEPEQUAL, DROPEQUAL -> List.of("regex", "modulus", "separator", "replacement");
            case LABELDROP, LABELKEEP ->
                List.of("source_labels", "target_label", "modulus", "separator", "replacement");
            case LOWERCASE, UPPERCASE -> List.of("replacement");
            case REPLACE, KEEP, DROP, HASHMOD, LABELMAP -> List.<String>of();
        };
        for (String key : useless) {
            if (s.has(key)) {
                s.problemAt(
                        key,
                        "'" + key + "' can not be set for " + action.name().toLowerCase(Locale.ROOT)
                                + " action. Remove it.");
            }
        }
    }

    private Optional<RelabelRule> relabel(Section s) {
        var sources = s.strings("source_labels");
        String separator = s.string("separator", ";");
        String target = s.string("target_label", "");
        String replacement = s.string("replacement", "$1");
        long modulus = s.whole("modulus", 0);
        String regexText = s.string("regex", "(.*)");
        String actionText = s.string("action", "replace");
        s.end(Set.of());
        Optional<Action> action = Action.of(actionText);
        action.ifPresent(known -> checkKeys(s, known));
        if (action.isEmpty()) {
            s.problemAt(
                    "action",
                    "unknown relabel action \"" + actionText + "\". Use replace, keep, drop, labelmap, "
                            + "labeldrop, labelkeep, hashmod, lowercase, uppercase, keepequal or dropequal.");
            return Optional.empty();
        }
        boolean needsTarget = switch (action.get()) {
            case REPLACE, HASHMOD, LOWERCASE, UPPERCASE, KEEPEQUAL, DROPEQUAL -> true;
            case KEEP, DROP, LABELMAP, LABELDROP, LABELKEEP -> false;
        };
        if (needsTarget && target.isEmpty()) {
            s.problem("relabel configuration for " + actionText + " action requires 'target_label' value. Add it.");
        }
        if (action.get() == Action.HASHMOD && modulus == 0) {
            s.problem("relabel configuration for hashmod requires non-zero modulus. Add modulus: 8.");
        }
        try {
            var regex = GoRegex.compile(regexText);
            return Optional.of(new RelabelRule(
                    sources, separator, target, regex, Math.max(1, modulus), replacement, action.get()));
        } catch (GoRegex.Invalid e) {
            s.problemAt("regex", "not a valid regular expression: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }
}
