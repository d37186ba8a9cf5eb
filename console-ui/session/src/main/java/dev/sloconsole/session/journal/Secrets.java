package dev.sloconsole.session.journal;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What gives access, hidden in free text: values named as secrets, whatever they are written in (JSON, a command line,
 * a properties file, a header), the user part of an address, and tokens that tell by their shape what they are. Every
 * repetition that can fail at its end is bounded, so that no text takes longer than its length allows.
 *
 * @see <a href="https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns">
 *     the shapes of well-known tokens</a>
 */
final class Secrets {

    static final String HIDDEN = "(secret)";

    /** A name whose value is nobody's business; words may stand before and after it, as in aws_secret_access_key_old. */
    private static final String NAME =
            "(?:pass(?:wor[dt]|wd|phrase|code)|(?<![a-z])pass|(?<![a-z])pw|pwd|kennwort|secret|token|api[-_]?key|access[-_]?key(?:[-_]?id)?"
                    + "|private[-_]?key|account[-_]?key|signature|credentials?|authorization|cookie)";

    /** AWS's error codes that hold such a name: what follows them is a sentence. */
    private static final String NO_CODE =
            "(?!(?:ExpiredToken(?:Exception)?|TokenRefreshRequired|InvalidClientTokenId|InvalidAccessKeyId"
                    + "|MissingAuthenticationToken(?:Exception)?|SignatureDoesNotMatch|InvalidSignatureException"
                    + "|IncompleteSignature(?:Exception)?)\\b)";

    /** Quoted, with the quotes escaped once more (JSON within JSON), or bare up to what ends a word. */
    private static final String VALUE =
            "(?:[|>][+-]?[ \\t]*\\n(?:[ \\t]+[^\\n]*\\n?)+|\\[[^\\]]*\\]|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|\\\\\"(?:(?!\\\\\").)*+\\\\\""
                    + "|(?:(?i:Bearer|Basic|Digest|Token|ApiKey|Negotiate|NTLM)\\s+)?[^\\s\"'\\\\&,;)}\\]]+)";

    private record Shape(Pattern pattern, Function<MatchResult, String> replacement) {
        String applied(String text) {
            return pattern.matcher(text).replaceAll(replacement.andThen(java.util.regex.Matcher::quoteReplacement));
        }
    }

    private static final List<Shape> SHAPES = List.of(
            whole(
                    "-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|\\z)"),
            // each cookie of a header
            after("(?i)\\b(?:set-)?cookie\\s*:\\s*+(?!\\(secret\\))", "[^\\r\\n\"']+"),
            // <password>value</password>
            after("(?i)<[\\w:.-]{0,60}" + NAME + "[\\w.-]{0,60}(?:\\s[^<>]{0,200})?>(?!\\(secret\\))", "[^<]+(?=</)"),
            // name = value, "name": "value", name: value, NAME='value'
            after(
                    "(?i)(?<![A-Za-z0-9])" + NO_CODE + "(?:[\\w.-]{0,60}[-_.]|[a-z]{0,40})?" + NAME
                            + "(?:[-_.][\\w.-]{0,60}|s)?(?:\\\\*[\"'])?\\s*(?:=>|[=:])(?!>)\\s*+"
                            + "(?!\\(secret\\)|[\"']?\\(secret\\))",
                    VALUE),
            // sessionToken, SecretAccessKey, clientSecret: names in one word
            after(
                    "\\b" + NO_CODE
                            + "[A-Za-z0-9]{0,60}(?:Password|Secret|Token|ApiKey|AccessKey|PrivateKey|Credential|Signature)[A-Za-z0-9]{0,60}"
                            + "(?:\\\\*[\"'])?\\s*(?:=>|[=:])(?!>)\\s*+(?!\\(secret\\)|[\"']?\\(secret\\))",
                    VALUE),
            // --password value
            after("(?i)--?[\\w-]{0,60}" + NAME + "[\\w-]{0,60}\\s+(?!\\(secret\\)|-)", VALUE),
            // what curl and mysql call it
            after("(?<!\\S)(?:-u|--(?:proxy-)?user)[ =]?(?!\\(secret\\))", "[^\\s:\"']{1,256}:[^\\s\"']+"),
            after("\\bmysql\\w*\\s(?:[^\\n]{0,200}?\\s)?-p(?!\\(secret\\))", "[^\\s-]\\S*"),
            // shared access signatures of Azure
            after("(?<=[?&])sig=(?!\\(secret\\))", "[^\\s&\"']+"),
            after("(?<=hooks\\.slack\\.com/)(?:services|workflows)/(?!\\(secret\\))", "[\\w/]+"),
            after("(?i)\\b(?:Bearer|Basic)\\s+", "[A-Za-z0-9._~+/=-]{6,}"),
            // the user part of an address, with or without a password
            after("(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{0,40}://(?!\\(secret\\)@)", "[^/\\s@\"'<>]{1,512}(?=@)"),
            whole("\\b(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|AIPA)[A-Z0-9]{16,}\\b"),
            // AWS's secret access keys: forty characters of all kinds, unlike a digest
            whole("(?<![A-Za-z0-9/+])(?=[a-z0-9/+]{0,39}[A-Z])(?=[A-Z0-9/+]{0,39}[a-z])(?=[A-Za-z/+]{0,39}[0-9])"
                    + "[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])"),
            whole("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*)?"),
            whole(
                    "\\b(?:gh[opusr]_[A-Za-z0-9]{20,}|github_pat_\\w{20,}|gl(?:pat|rt|dt|cbt|ptt|ft|soat|agent)-[\\w-]{16,}|GOCSPX-[\\w-]{16,}|ABSK[A-Za-z0-9+/=]{24,}|(?:xoxe\\.)?xox[abeoprs]-[\\w-]{10,}|\\d{8,10}:AA[\\w-]{30,}"
                            + "|xapp-[\\w-]{10,}|sk-[A-Za-z0-9_-]{16,}|[rs]k_(?:live|test)_\\w{10,}|whsec_\\w{16,}"
                            + "|AIza[\\w-]{30,}|ya29\\.[\\w-]{16,}|npm_[A-Za-z0-9]{30,}|pypi-[\\w-]{30,}|dckr_pat_[\\w-]{16,}"
                            + "|hf_[A-Za-z0-9]{24,}|SG\\.[\\w-]{16,}\\.[\\w-]{16,}|glsa_\\w{20,}|glc_[\\w=+/-]{20,}"
                            + "|hvs\\.[\\w-]{20,}|dop_v1_[a-f0-9]{40,}|shp(?:at|ss|ca|pa)_[a-fA-F0-9]{20,}"
                            + "|AGE-SECRET-KEY-[A-Z0-9]+|sq0[a-z]{3}-[\\w-]{20,})"));

    private Secrets() {}

    static String hidden(String text) {
        var hidden = text;
        for (Shape shape : SHAPES) {
            hidden = shape.applied(hidden);
        }
        return hidden;
    }

    private static Shape whole(String regex) {
        return new Shape(Pattern.compile(regex, Pattern.DOTALL), m -> HIDDEN);
    }

    /** What stands before is kept, and so are the quotes around the value. */
    private static Shape after(String before, String value) {
        return new Shape(Pattern.compile("(" + before + ")(" + value + ")", Pattern.DOTALL), m -> {
            var found = m.group(2);
            var quote = found.startsWith("\\\"")
                    ? "\\\""
                    : found.startsWith("\"") || found.startsWith("'") ? found.substring(0, 1) : "";
            return m.group(1) + quote + HIDDEN + quote;
        });
    }
}
