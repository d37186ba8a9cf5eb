package dev.sloconsole.local.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** How a service words its errors: the codes for refused credentials, and the shape of the error itself. */
enum Protocol {
    JSON("MissingAuthenticationTokenException", 403, "UnrecognizedClientException", "InvalidSignatureException"),
    QUERY("MissingAuthenticationToken", 403, "InvalidClientTokenId", "SignatureDoesNotMatch"),
    EC2("MissingAuthenticationToken", 401, "AuthFailure", "AuthFailure"),
    REST_XML("MissingAuthenticationToken", 403, "InvalidClientTokenId", "SignatureDoesNotMatch");

    private static final String EC2_VERSION = "2016-11-15";

    private final String missing;
    private final int refusedStatus;
    private final String unknownKey;
    private final String badSignature;

    Protocol(String missing, int refusedStatus, String unknownKey, String badSignature) {
        this.missing = missing;
        this.refusedStatus = refusedStatus;
        this.unknownKey = unknownKey;
        this.badSignature = badSignature;
    }

    static Protocol ofQueryVersion(String version) {
        return version.equals(EC2_VERSION) ? EC2 : QUERY;
    }

    AwsError missingCredentials() {
        return new AwsError(403, missing, "Request is missing Authentication Token");
    }

    AwsError unknownAccessKey() {
        return new AwsError(
                refusedStatus,
                unknownKey,
                this == EC2
                        ? "AWS was not able to validate the provided access credentials"
                        : "The security token included in the request is invalid.");
    }

    AwsError wrongSignature() {
        return wrongSignature("The request signature we calculated does not match the signature you provided. Check"
                + " your AWS Secret Access Key and signing method. Consult the service documentation for details.");
    }

    /** EC2 says the same whatever is wrong. */
    AwsError wrongSignature(String why) {
        return new AwsError(
                refusedStatus,
                badSignature,
                this == EC2 ? "AWS was not able to validate the provided access credentials" : why);
    }

    AwsError incompleteSignature(String why) {
        return new AwsError(400, this == JSON ? "IncompleteSignatureException" : "IncompleteSignature", why);
    }

    AwsError expired(String why) {
        return this == EC2 ? new AwsError(400, "RequestExpired", "Request has expired.") : wrongSignature(why);
    }

    AwsError tooLarge(String why) {
        return new AwsError(413, this == JSON ? "RequestEntityTooLargeException" : "RequestEntityTooLarge", why);
    }

    AwsError unsupportedMediaType(String why) {
        return new AwsError(415, this == JSON ? "UnsupportedMediaTypeException" : "UnsupportedMediaType", why);
    }

    AwsError unknownOperation(String service, String operation) {
        return new AwsError(
                501,
                "UnknownOperationException",
                "The local cloud does not implement " + operation + " of " + service + ".");
    }

    String contentType() {
        return this == JSON ? "application/x-amz-json-1.1" : "text/xml;charset=UTF-8";
    }

    String body(AwsError error) {
        return switch (this) {
            case JSON -> {
                var node = JsonNodeFactory.instance
                        .objectNode()
                        .put("__type", error.code())
                        .put("message", error.text());
                error.details().forEach(node::put);
                yield node.toString();
            }
            case QUERY, REST_XML ->
                Xml.document(
                        "ErrorResponse",
                        "",
                        xml -> xml.element(
                                        "Error",
                                        details -> details.text("Type", error.status() < 500 ? "Sender" : "Receiver")
                                                .text("Code", error.code())
                                                .text("Message", error.text()))
                                .text("RequestId", RequestId.current()));
            case EC2 ->
                Xml.document(
                        "Response",
                        "",
                        xml -> xml.element(
                                        "Errors",
                                        errors -> errors.element(
                                                "Error",
                                                details -> details.text("Code", error.code())
                                                        .text("Message", error.text())))
                                .text("RequestID", RequestId.current()));
        };
    }
}
