package dev.cascade.local.reconcile.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A file with one statement or several: camt.053 when it begins as XML does, else CSV. */
public final class StatementFile {

  private static final long MOST_BYTES = 64L << 20;

  private StatementFile() {}

  /**
   * Reads all of the file.
   *
   * @throws UnreadableStatementException when it is missing, too large or no statement, with every
   *     fault
   */
  public static List<Statement> read(Path file) {
    String name = file.toString();
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new UnreadableStatementException(
            name, List.of("it has more than " + (MOST_BYTES >> 20) + " MB"));
      }
      byte[] content = Files.readAllBytes(file);
      return isXml(content)
          ? Camt053.read(name, new ByteArrayInputStream(content))
          : CsvStatement.read(name, new StringReader(text(content)));
    } catch (NoSuchFileException e) {
      throw new UnreadableStatementException(name, List.of("there is no such file"));
    } catch (CharacterCodingException e) {
      throw new UnreadableStatementException(name, List.of("it is no UTF-8"));
    } catch (IOException e) {
      throw new UnreadableStatementException(name, List.of(e.toString()));
    }
  }

  private static boolean isXml(byte[] content) {
    return withoutMark(new String(content, 0, Math.min(content.length, 100), UTF_8))
        .stripLeading()
        .startsWith("<");
  }

  private static String text(byte[] content) throws CharacterCodingException {
    return withoutMark(UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
  }

  /** Spreadsheets write the byte order mark first, which UTF-8 does not need. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
