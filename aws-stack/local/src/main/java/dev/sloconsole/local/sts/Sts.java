package dev.sloconsole.local.sts;

import dev.sloconsole.local.ground.Account;
import dev.sloconsole.local.wire.AwsService;
import dev.sloconsole.local.wire.Xml;
import java.util.Map;

/** STS on the wire. */
public final class Sts {

    private final Account account;

    public Sts(Account account) {
        this.account = account;
    }

    public AwsService.QueryService service() {
        return new AwsService.QueryService("2011-06-15", Map.of("GetCallerIdentity", form -> getCallerIdentity()));
    }

    private String getCallerIdentity() {
        return Xml.answer(
                "GetCallerIdentity",
                "https://sts.amazonaws.com/doc/2011-06-15/",
                result -> result.text("Arn", "arn:aws:iam::" + account.id() + ":user/local")
                        .text("UserId", "AIDALOCALCLOUDUSER00")
                        .text("Account", account.id()));
    }
}
