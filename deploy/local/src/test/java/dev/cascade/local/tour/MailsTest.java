package dev.cascade.local.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class MailsTest {

  @Test
  void ofAMailWithTwoBodiesThePlainOneIsShownDecoded() {
    JsonNode mail =
        mail(
            """
            Received: from somewhere
            From: shop@example.org
            Subject: Confirmed
            Content-Type: multipart/alternative; boundary="b"

            --b
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            Guten Tag Zo=C3=AB, order tour-1-pla=
            tinum
            --b
            Content-Type: text/html

            <p>order</p>
            --b--
            """);

    assertThat(Mails.readable(mail))
        .isEqualTo(
            "    From: shop@example.org\n"
                + "    Subject: Confirmed\n\n"
                + "    Guten Tag Zoë, order tour-1-platinum");
    assertThat(Mails.mentions(mail, "tour-1-platinum")).isTrue();
    assertThat(Mails.mentions(mail, "tour-2")).isFalse();
  }

  @Test
  void aMailOfOnePartShowsItsText() {
    assertThat(Mails.readable(mail("Subject: Hi\nContent-Type: text/plain\n\nHello\n")))
        .isEqualTo("    Subject: Hi\n\n    Hello");
  }

  private static JsonNode mail(String source) {
    return JsonNodeFactory.instance.objectNode().put("mimeMessage", source.replace("\n", "\r\n"));
  }
}
