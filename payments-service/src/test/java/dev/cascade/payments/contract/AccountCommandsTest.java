package dev.cascade.payments.contract;

import static dev.cascade.payments.Instructions.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.schemas.AccountCommandKind;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlainAvroSerde;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountCommandsTest {

  private final PaymentSerdes serdes = PaymentSerdes.over(PlainAvroSerde::of);

  @Test
  void aCommandMayHaveTheLongestIds() {
    String longest = "x".repeat(128);

    assertThat(read(longest, longest))
        .isEqualTo(new AccountCommand(longest, longest, new AccountCommand.Freeze(), NOW));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 129, 300_000})
  void aCommandWithAnIdThatNoAccountCanRememberIsADeadLetter(int length) {
    String noId = "x".repeat(length);

    assertThatThrownBy(() -> read("a", noId)).isInstanceOf(SerializationException.class);
    assertThatThrownBy(() -> read(noId, "c")).isInstanceOf(SerializationException.class);
  }

  private AccountCommand read(String account, String command) {
    dev.cascade.schemas.AccountCommand avro =
        dev.cascade.schemas.AccountCommand.newBuilder()
            .setAccountId(account)
            .setCommandId(command)
            .setKind(AccountCommandKind.FREEZE)
            .setIssuedAt(NOW)
            .build();
    byte[] bytes =
        PlainAvroSerde.of(dev.cascade.schemas.AccountCommand.class)
            .serializer()
            .serialize(Topics.ACCOUNT_COMMANDS, avro);
    return serdes.accountCommands().deserializer().deserialize(Topics.ACCOUNT_COMMANDS, bytes);
  }
}
