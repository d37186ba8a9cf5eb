package dev.sloconsole.session.journal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which a journal speaks of an AWS account, of people and of public addresses: the first account is
 * {@code account-1}, the first public address {@code 203.0.113.1}, and so on, the same throughout a session. Used by
 * one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5737">RFC 5737: addresses for documentation</a>
 */
public final class Aliases {

    /** The account in an ARN, or in the address of a registry. */
    private static final Pattern ACCOUNT =
            Pattern.compile("(?<=arn:[a-z-]{3,20}:[a-z0-9-]{1,40}:[a-z0-9-]{0,40}:)\\d{12}(?=:)"
                    + "|(?<!\\d)\\d{12}(?=\\.dkr\\.ecr\\.)"
                    + "|(?<=\\b(?i:account)(?i:[ _-]?id|[ _-]?number)?[\"']?[ :=#]{1,3}[\"']?)\\d{12}(?!\\d)");

    private static final Pattern BARE_ACCOUNT = Pattern.compile("(?<!\\d)\\d{12}(?!\\d)");

    /** Who acted, in an ARN: a user's name, or that of a role's session, which is often an e-mail address. */
    private static final Pattern PRINCIPAL = Pattern.compile(
            "(?<=arn:[a-z-]{3,20}:(?:iam|sts)::[a-z0-9-]{1,40}:)(?:user|assumed-role|federated-user)/[^\\s\"',;)]+");

    /** Four numbers as an address has them; not those of a version, as in v1.2.3.4, Chrome/1.2.3.4 or x-1.2.3.4.jar. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\d.])(?<!\\bv)(?i:(?<!\\bversion[ :=]{1,2})(?<!\\brelease ))(?<!\\b[A-Z][A-Za-z]{1,20}/)"
                    + "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\d.]*\\d)(?!\\.(?:jar|zip|tar|tgz|whl|deb|rpm)\\b)"
                    + "(?![-+](?i:alpha|beta|rc|snapshot|deb|ubuntu|git|build))");

    /** The address in the name that EC2 gives a public host. */
    private static final Pattern HOST = Pattern.compile("(?<=\\bec2-)\\d{1,3}(-\\d{1,3}){3}(?=\\.)");

    private static final Pattern KEPT =
            Pattern.compile("0\\..*|10\\..*|127\\..*|169\\.254\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|192\\.168\\..*"
                    + "|192\\.0\\.2\\..*|198\\.51\\.100\\..*|203\\.0\\.113\\..*|255\\..*");

    private static final Pattern ADDRESS_6 =
            Pattern.compile("(?<![\\w:.])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\\w:.])");
    private static final Pattern KEPT_6 = Pattern.compile("::1?|(?i:fe[89ab].:|f[cd]..:|2001:db8:).*");

    private static final Pattern MAIL = Pattern.compile(
            "(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]{1,128}(?:(?:@|%40)(?:[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){0,8}\\.\\p{L}{2,}"
                    + "|localhost\\b)|(?=@(?:\\d{1,3}\\.){3}\\d{1,3}\\b))");

    /** A home folder, which names its owner. */
    private static final Pattern HOME = Pattern.compile(
            "(?<![\\w.])(?:/var|/export|(?:/mnt|/cygdrive)?/[a-z])?/(?:home|Users)/[^/\\s\"',;:)]+|(?i:\\b[a-z]:(?:\\\\{1,2}|/)Users(?:\\\\{1,2}|/)[^\\\\/\"',;:)\\n]+)");

    private static final int REMEMBERED = 4_096;

    private final Optional<Pattern> stack;
    private final String recordedName;
    private final Map<String, String> accounts = new LinkedHashMap<>();
    private final Map<String, String> principals = new LinkedHashMap<>();
    private final Map<String, String> people = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Map<String, String> addresses6 = new LinkedHashMap<>();

    /** Samples repeat the same labels for hours; the texts asked for lately and their answers. */
    private final Map<String, String> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Where no name is to be hidden but those that one can recognise. */
    public Aliases() {
        this("", "");
    }

    /**
     * Where the stack's name tells who gave it.
     *
     * @param stackName also recognised where CloudFormation has cut it off, as it does in long names of resources
     * @param recordedName takes its place; what both begin with is nobody's secret
     */
    public Aliases(String stackName, String recordedName) {
        this.recordedName = recordedName;
        this.stack = stackName.equals(recordedName) ? Optional.empty() : Optional.of(cutOff(stackName, recordedName));
    }

    /** The whole name, or its beginning down to the first letter in which the two differ. */
    private static Pattern cutOff(String stackName, String recordedName) {
        int differ = Arrays.mismatch(stackName.toCharArray(), recordedName.toCharArray());
        var secret = stackName.substring(Math.min(differ, stackName.length()));
        var letters = secret.chars()
                .mapToObj(c -> Pattern.quote(Character.toString(c)))
                .toList();
        var pattern = Pattern.quote(stackName.substring(0, stackName.length() - secret.length()))
                + String.join("(?:", letters)
                + ")?".repeat(Math.max(0, letters.size() - 1));
        return Pattern.compile("(?<![A-Za-z0-9-])" + pattern + "(?![A-Za-z0-9])");
    }

    /** A text fit to be kept as it is, but for the stack's name. */
    String named(String text) {
        return stack.map(name -> name.matcher(text).replaceAll(Matcher.quoteReplacement(recordedName)))
                .orElse(text);
    }

    /** A text fit to be kept. */
    public String applied(String text) {
        var known = answers.get(text);
        if (known == null) {
            known = worked(text);
            answers.put(text, known);
        }
        return known;
    }

    private String worked(String text) {
        var named = Secrets.hidden(named(text));
        named = ACCOUNT.matcher(named).replaceAll(m -> account(m.group()));
        named = BARE_ACCOUNT.matcher(named).replaceAll(m -> accounts.getOrDefault(m.group(), m.group()));
        named = PRINCIPAL
                .matcher(named)
                .replaceAll(m -> principals.computeIfAbsent(m.group(), k -> "principal-" + (principals.size() + 1)));
        named = MAIL.matcher(named)
                .replaceAll(m -> people.computeIfAbsent(m.group(), k -> "person-" + (people.size() + 1)));
        named = HOME.matcher(named).replaceAll("~");
        named = HOST.matcher(named)
                .replaceAll(m -> address(m.group().replace('-', '.')).replace('.', '-'));
        named = ADDRESS.matcher(named).replaceAll(m -> address(m.group()));
        return named.indexOf(':') < 0 ? named : ADDRESS_6.matcher(named).replaceAll(this::address6);
    }

    private String account(String id) {
        if (!accounts.containsKey(id)) {
            // From here on its bare digits are replaced too, where they were kept before.
            answers.clear();
            accounts.put(id, "account-" + (accounts.size() + 1));
        }
        return accounts.getOrDefault(id, id);
    }

    private String address(String address) {
        if (KEPT.matcher(address).matches()) {
            return address;
        }
        return addresses.computeIfAbsent(address, k -> {
            int n = addresses.size();
            return (n < 254 ? "203.0.113." : "198.51.100.") + (n % 254 + 1);
        });
    }

    /** A time of day has colons too, but neither two in a row nor seven. */
    private String address6(MatchResult match) {
        var address = match.group();
        boolean complete = address.chars().filter(c -> c == ':').count() == 7;
        boolean time = !complete && !address.contains("::");
        if (time || KEPT_6.matcher(address).matches()) {
            return address;
        }
        return addresses6.computeIfAbsent(address, k -> "2001:db8::" + Integer.toHexString(addresses6.size() + 1));
    }
}
