package dev.cascade.email.component;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.domain.DeliveryAnswer;
import dev.cascade.email.domain.DeliveryAnswer.Accepted;
import dev.cascade.email.domain.Letter;
import dev.cascade.email.domain.MailDecider;
import dev.cascade.email.domain.RetryPolicy;
import dev.cascade.email.topology.Courier;
import dev.cascade.email.topology.SendingObserver;
import dev.cascade.email.topology.SendingTopics;
import dev.cascade.email.topology.SendingTopology;
import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.runtime.StreamsProperties;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.streams.serde.SchemaRegistryClient;
import dev.cascade.testing.SettingsOf;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The sending in a process of its own, which can die at the worst moment: after the server has
 * accepted a mail and before that is known.
 */
final class SendingInstance {

  static final SendingTopics TOPICS =
      new SendingTopics("drill-emails", "drill-resends", "drill-sent", "drill-dead-letters");

  private SendingInstance() {}

  /** Starts a process that halts at that acceptance, or never when it is 0. */
  static Process start(
      String bootstrapServers, String registryUrl, Path folder, int smtpPort, int haltAt) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            SendingInstance.class.getName(),
            bootstrapServers,
            registryUrl,
            folder.resolve("state").toString(),
            Integer.toString(smtpPort),
            Integer.toString(haltAt));
    try {
      folder.toFile().mkdirs();
      File log = folder.resolve("instance.log").toFile();
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("No process for the sending", e);
    }
  }

  /** Runs until it halts or is killed. */
  public static void main(String[] args) throws IOException {
    AvroSerdes avro = new AvroSerdes(new SchemaRegistryClient(args[1]));
    SendingTopology topology =
        new SendingTopology(
            TOPICS,
            EmailSerdes.over(avro),
            new MailDecider(
                new RetryPolicy(
                    Duration.ofMillis(200), Duration.ofSeconds(1), 100, Duration.ofHours(1)),
                Duration.ofDays(7),
                "cascade.example"),
            new HaltingCourier(Integer.parseInt(args[3]), Integer.parseInt(args[4])),
            () -> 0.5,
            SendingObserver.NONE);
    StreamsApplication application =
        StreamsApplication.decider("drill-sending", TOPICS.deadLetters(), topology::topology);
    KafkaStreams streams =
        new KafkaStreams(topology.topology(), StreamsProperties.of(application, settings(args)));
    streams.start();
    endWithTheTest();
  }

  /** The test holds the other end of this pipe; when it dies, nothing is left running. */
  private static void endWithTheTest() throws IOException {
    while (System.in.read() >= 0) {
      // Nothing is ever written to it.
    }
    Runtime.getRuntime().halt(0);
  }

  /** Sends over SMTP, one mail at a time. */
  private static final class HaltingCourier implements Courier {

    private final ServerSetup server;
    private final int haltAt;
    private final AtomicInteger accepted = new AtomicInteger();
    private final ExecutorService sender = Executors.newSingleThreadExecutor();

    HaltingCourier(int port, int haltAt) {
      this.server = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
      this.haltAt = haltAt;
    }

    @Override
    public boolean tryDispatch(Letter letter, boolean retry, Consumer<DeliveryAnswer> answered) {
      sender.execute(() -> send(letter, answered));
      return true;
    }

    private void send(Letter letter, Consumer<DeliveryAnswer> answered) {
      try {
        MimeMessage mail = new WithOwnId(letter.messageId());
        mail.setFrom("orders@cascade.example");
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
        mail.setSubject(letter.subject());
        mail.setText("confirmed");
        Transport.send(mail);
        if (accepted.incrementAndGet() == haltAt) {
          Runtime.getRuntime().halt(137);
        }
        answered.accept(new Accepted());
      } catch (MessagingException e) {
        answered.accept(DeliveryAnswer.unreachable(e.toString()));
      }
    }

    private final class WithOwnId extends MimeMessage {
      private final String id;

      WithOwnId(String id) {
        super(GreenMailUtil.getSession(server));
        this.id = id;
      }

      @Override
      protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
      }
    }
  }

  private static StreamsSettings settings(String[] args) {
    return SettingsOf.of(
        StreamsSettings.class,
        Map.of(
            "cascade.streams.bootstrap-servers", args[0],
            "cascade.streams.registry-url", args[1],
            "cascade.streams.state-dir", args[2],
            "cascade.streams.instance-id", "drill",
            "cascade.streams.advertised-host", "localhost:1",
            "cascade.streams.commit-share", "0.5",
            "cascade.streams.poll-interval", "5ms"));
  }
}
