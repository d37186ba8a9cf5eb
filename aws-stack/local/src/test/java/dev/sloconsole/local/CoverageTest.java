package dev.sloconsole.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sloconsole.local.cfn.resource.ResourceTypes;
import dev.sloconsole.local.ec2.Network;
import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.ground.Pace;
import dev.sloconsole.local.secrets.Secrets;
import dev.sloconsole.local.wire.AwsService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code docs/local-cloud.md} says that the local cloud has is what it has: the table of operations is made from
 * the code. Run with {@code -Dgolden.write=true} to write it anew.
 */
class CoverageTest {

    private static final Path PAGE = page();
    private static final String BEGIN = "<!-- operations, made by CoverageTest -->\n";
    private static final String END = "<!-- end of operations -->\n";
    private static final Pattern TYPE = Pattern.compile("^\\| (`[^|]+) \\|", Pattern.MULTILINE);

    private static final Map<String, String> NAMES = Map.of(
            "AmazonEC2ContainerServiceV20141113", "ECS",
            "Logs_20140328", "CloudWatch Logs",
            "Route53AutoNaming_v20170314", "Cloud Map",
            "AmazonEC2ContainerRegistry_V20150921", "ECR",
            "2010-05-15", "CloudFormation",
            "2016-11-15", "EC2",
            "2011-06-15", "STS",
            "secretsmanager", "Secrets Manager");

    private static Path page() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/local-cloud.md"))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow();
        }
        return folder.resolve("docs/local-cloud.md");
    }

    @Test
    void theTableOfOperationsIsThatOfTheCode(@TempDir Path folder) throws IOException {
        var rows = new TreeMap<String, String>();
        try (var cloud = LocalCloud.start(new LocalCloudConfig(0, Pace.FAST, "eu-west-1", List.of(), folder))) {
            for (var service : cloud.services()) {
                switch (service) {
                    case AwsService.JsonService json ->
                        rows.put(
                                name(json.targetPrefix()),
                                "JSON | " + sorted(json.operations().keySet()));
                    case AwsService.QueryService query ->
                        rows.put(
                                name(query.version()),
                                "query | " + sorted(query.operations().keySet()));
                    case AwsService.RestXmlService rest ->
                        rows.put(
                                "Route 53",
                                "REST-XML | "
                                        + rest.routes().stream()
                                                .map(route -> "`" + route.method() + " " + route.path() + "`")
                                                .collect(Collectors.joining(", ")));
                }
            }
        }
        var table = "| Service | Protocol | Operations |\n|---|---|---|\n"
                + rows.entrySet().stream()
                        .map(row -> "| " + row.getKey() + " | " + row.getValue() + " |\n")
                        .collect(Collectors.joining());
        var text = Files.readString(PAGE);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, text.substring(0, begin) + table + text.substring(end));
        } else {
            assertThat(text.substring(begin, end)).isEqualTo(table);
        }
    }

    private static String name(String prefixOrVersion) {
        return Optional.ofNullable(NAMES.get(prefixOrVersion)).orElse(prefixOrVersion);
    }

    private static String sorted(Iterable<String> operations) {
        var names = new TreeSet<String>();
        operations.forEach(names::add);
        return String.join(", ", names);
    }

    @Test
    void theTableOfResourceTypesNamesThemAll() throws IOException {
        var account = new Account(Account.LOCAL_ID, "eu-west-1");
        var types = new ResourceTypes(
                account, (prefix, operation, request) -> request, new Network(), new Secrets(account));
        var named = TYPE.matcher(Files.readString(PAGE))
                .results()
                .flatMap(row ->
                        row.group(1).contains("AWS::") ? names(row.group(1)).stream() : List.<String>of().stream())
                .toList();
        assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(types.names());
    }

    /** {@code `AWS::EC2::VPC`, `Subnet`} are AWS::EC2::VPC and AWS::EC2::Subnet. */
    private static List<String> names(String cell) {
        var prefix = new String[] {""};
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(found -> {
                    var name = found.group(1);
                    if (name.contains("::")) {
                        prefix[0] = name.substring(0, name.lastIndexOf("::") + 2);
                        return name;
                    }
                    return prefix[0] + name;
                })
                .toList();
    }
}
