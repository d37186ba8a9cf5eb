package dev.sloconsole.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StackTemplateTest {

    @Test
    void renderedTemplateFitsIntoOneRequest() {
        assertThat(StackTemplate.load())
                .contains("AWS::ECS::Service")
                .satisfies(text -> assertThat(text.getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(StackClient.MAX_TEMPLATE_BYTES));
    }

    @Test
    void templateThatIsMissingSaysHowToGetIt() {
        assertThatThrownBy(() -> StackTemplate.load("/dev/sloconsole/template/none.yaml"))
                .hasMessageContaining("/dev/sloconsole/template/none.yaml is not on the class path")
                .hasMessageContaining("mvn package");
    }
}
