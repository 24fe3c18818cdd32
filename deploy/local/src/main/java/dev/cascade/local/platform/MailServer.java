package dev.cascade.local.platform;

import dev.cascade.local.secrets.MailSecrets;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A real SMTP server (GreenMail) on the loopback interface. It accepts mail for anybody and keeps
 * it in memory; what arrived can be read over HTTP, {@code GET
 * /api/user/{address}/messages/INBOX/}.
 */
public final class MailServer extends PlatformServer {

  private static final String HOST = "127.0.0.1";
  private static final int STARTUP_MILLIS = 60_000;

  private final Builder settings;

  private MailServer(Builder settings) {
    super("mail", settings.log());
    this.settings = settings;
  }

  /** A mail server on ports 3025 (SMTP) and 3080 (HTTP). */
  public static Builder builder() {
    return new Builder();
  }

  /** The host that mail is handed to. */
  public String host() {
    return HOST;
  }

  /** The port that mail is handed to. */
  public int smtpPort() {
    return settings.smtpPort;
  }

  /** The base URL of the API that tells what arrived. */
  public String apiUrl() {
    return "http://" + HOST + ":" + settings.apiPort;
  }

  @Override
  public SequencedMap<String, Integer> ports() {
    SequencedMap<String, Integer> ports = new LinkedHashMap<>();
    ports.put("smtp", settings.smtpPort);
    ports.put("api", settings.apiPort);
    return ports;
  }

  @Override
  protected ServerLaunch launch() {
    List<String> command = new ArrayList<>();
    command.add(ServerLaunch.java());
    command.addAll(settings.javaOptions);
    command.addAll(smtp());
    command.addAll(
        List.of(
            "-Dlog4j2.configurationFile=" + settings.platform().greenmailLogConfiguration().toUri(),
            // Two seconds by default, within which a busy machine has not made its TLS ready.
            "-Dgreenmail.startup.timeout=" + STARTUP_MILLIS,
            "-Dgreenmail.api.hostname=" + HOST,
            "-Dgreenmail.api.port=" + settings.apiPort,
            "-jar",
            settings.platform().greenmailJar().toString()));
    return new ServerLaunch(command, Map.of(), settings.data(), log(), settings.detached);
  }

  private List<String> smtp() {
    MailSecrets secrets = settings.secrets;
    String protocol = secrets == null ? "smtp" : "smtps";
    return List.of(
        secrets == null ? "-Dgreenmail.auth.disabled" : "@" + secrets.serverOptions(),
        "-Dgreenmail." + protocol + ".hostname=" + HOST,
        "-Dgreenmail." + protocol + ".port=" + settings.smtpPort);
  }

  /** Who connects without speaking TLS is a stack trace in its log, so that one is not tried. */
  @Override
  protected boolean answers() {
    return (settings.secrets != null || Ports.accepts(HOST, settings.smtpPort))
        && HttpProbe.succeeds(URI.create(apiUrl() + "/api/service/readiness"));
  }

  /** What a mail server is started with. */
  public static final class Builder extends ServerBuilder<Builder> {

    private int smtpPort = 3025;
    private int apiPort = 3080;
    private @Nullable MailSecrets secrets;

    private Builder() {
      super(
          "-Xms16m",
          "-Xmx96m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError");
    }

    /** The port that mail is handed to. */
    public Builder smtpPort(int smtp) {
      smtpPort = smtp;
      return this;
    }

    /** The port that tells what arrived. */
    public Builder apiPort(int api) {
      apiPort = api;
      return this;
    }

    /**
     * Makes it speak TLS only, and look at the password of who gives one: GreenMail takes mail of
     * who gives none, too.
     */
    public Builder secured(MailSecrets its) {
      secrets = its;
      return this;
    }

    /** The mail server, not started. */
    public MailServer build() {
      return new MailServer(this);
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    String logName() {
      return "mail.log";
    }
  }
}
