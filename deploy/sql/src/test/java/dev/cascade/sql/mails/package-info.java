/** {@code platinum-emails.sql} beside email-service's topology, and killed. */
package dev.cascade.sql.mails;
