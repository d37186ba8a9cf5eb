package dev.sloconsole.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class XmlTest {

    @Test
    void textIsEscapedAndWhatXmlCannotCarryIsReplaced() {
        assertThat(Xml.document("a", "", xml -> xml.text("b", "<&>\u0000\uD83D\uDE00\n")))
                .isEqualTo("<a><b>&lt;&amp;&gt;\uFFFD\uD83D\uDE00\n</b></a>");
    }

    @Test
    void listsAndOptionalsHaveTheirShapes() {
        assertThat(Xml.document(
                        "a",
                        "urn:x",
                        xml -> xml.members("L", List.of("1", "2"), Xml::characters)
                                .members("E", List.<String>of(), Xml::characters)
                                .text("gone", Optional.empty())
                                .text("flag", true)))
                .isEqualTo("<a xmlns=\"urn:x\"><L><member>1</member><member>2</member></L><E></E>"
                        + "<flag>true</flag></a>");
    }
}
