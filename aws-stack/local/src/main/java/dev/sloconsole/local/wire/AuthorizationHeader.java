package dev.sloconsole.local.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The {@code Authorization} field of a request signed with Signature Version 4, taken apart.
 *
 * @param signedHeaders as they were written, in their order
 */
record AuthorizationHeader(String accessKeyId, CredentialScope scope, List<String> signedHeaders, String signature) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_QUOTE = 300;

    AuthorizationHeader {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /** @throws AwsError IncompleteSignature or SignatureDoesNotMatch, in the protocol's words */
    static AuthorizationHeader parse(Protocol protocol, String header) {
        var quoted = header.length() <= LONGEST_QUOTE ? header : header.substring(0, LONGEST_QUOTE) + "...";
        var words = header.strip().split("\\s+", 2);
        if (!words[0].equals(ALGORITHM)) {
            throw words[0].startsWith("AWS4-")
                    ? protocol.incompleteSignature("Unsupported AWS 'algorithm': '" + words[0] + "'.")
                    : protocol.incompleteSignature("'" + quoted
                            + "' not a valid key=value pair (missing equal-sign) in Authorization header.");
        }
        var parts = new LinkedHashMap<String, String>();
        for (var part : (words.length == 1 ? "" : words[1]).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.putIfAbsent(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        var missing = Stream.of("Credential", "Signature", "SignedHeaders")
                .filter(name -> parts.getOrDefault(name, "").isEmpty())
                .map(name -> "Authorization header requires '" + name + "' parameter. ")
                .collect(Collectors.joining());
        if (!missing.isEmpty()) {
            throw protocol.incompleteSignature(missing + "Authorization=" + quoted);
        }
        var credential = List.of(parts.getOrDefault("Credential", "").split("/", -1));
        if (credential.size() < 5) {
            throw protocol.incompleteSignature("Credential must have at least 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term, got '" + parts.get("Credential") + "'");
        }
        if (!credential.getLast().equals("aws4_request")) {
            throw protocol.wrongSignature("Credential should be scoped with a valid terminator: 'aws4_request', not '"
                    + credential.getLast() + "'.");
        }
        var signature = parts.getOrDefault("Signature", "");
        if (!SIGNATURE.matcher(signature).matches()) {
            throw protocol.wrongSignature();
        }
        int count = credential.size();
        return new AuthorizationHeader(
                String.join("/", credential.subList(0, count - 4)),
                new CredentialScope(credential.get(count - 4), credential.get(count - 3), credential.get(count - 2)),
                List.of(parts.getOrDefault("SignedHeaders", "").split(";", -1)),
                signature);
    }
}
