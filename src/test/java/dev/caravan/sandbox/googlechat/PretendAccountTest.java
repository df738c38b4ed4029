package dev.caravan.sandbox.googlechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PretendAccountTest {
  @Test
  void theKeyIsTheSameInEveryProcess() {
    assertThat(Arrays.hashCode(PretendAccount.publicKey().getEncoded())).isEqualTo(-206233475);
  }
}
