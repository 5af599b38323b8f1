"""Search tokens carry the sort key, so that a search chooses its page from the index alone."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="searchtoken", name="token_once"),
        migrations.AddField(
            model_name="searchtoken",
            name="sort_key",
            field=models.CharField(db_collation="C", default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("origin", "walk"), ("from_before_on__isnull", False), _connector="OR"),
                fields=["owner", "sort_key", "id"],
                name="contact_from_before",
            ),
        ),
        migrations.AddConstraint(
            model_name="searchtoken",
            constraint=models.UniqueConstraint(
                fields=("owner", "token", "contact"), include=("sort_key",), name="token_once"
            ),
        ),
    ]
