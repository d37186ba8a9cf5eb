package dev.sloconsole.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StackTemplateTest {

    @Test
    void templateThatIsMissingSaysHowToGetIt() {
        assertThatThrownBy(() -> StackTemplate.load("/dev/sloconsole/template/none.yaml"))
                .hasMessageContaining("/dev/sloconsole/template/none.yaml is not on the class path")
                .hasMessageContaining("mvn package");
    }
}
