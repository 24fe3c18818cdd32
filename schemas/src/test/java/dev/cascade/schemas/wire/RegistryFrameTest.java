package dev.cascade.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryFrameTest {

  @Test
  void itIsAZeroAndTheNumberWithItsMostSignificantByteFirst() {
    assertThat(RegistryFrame.of(0x01020304)).containsExactly(0, 1, 2, 3, 4);
    assertThat(RegistryFrame.BYTES).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, Integer.MAX_VALUE, -1})
  void theNumberIsReadAsItWasWritten(int id) {
    assertThat(RegistryFrame.schemaId(RegistryFrame.of(id))).isEqualTo(id);
  }

  @Test
  void bytesThatAreShorterOrBeginOtherwiseHaveNone() {
    assertThat(RegistryFrame.isOn(new byte[5])).isTrue();
    assertThat(RegistryFrame.isOn(new byte[4])).isFalse();
    assertThat(RegistryFrame.isOn(new byte[] {1, 0, 0, 0, 1, 7})).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryFrame.schemaId(new byte[4]))
        .withMessage("No frame on 4 bytes");
  }
}
