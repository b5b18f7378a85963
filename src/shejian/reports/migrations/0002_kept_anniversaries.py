from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_drafts_and_issues")]

    operations = [
        migrations.AlterField(
            model_name="keptnumber",
            name="figure",
            field=models.CharField(
                help_text="和哪个指标不符；周年数不对的写 anniversary。", max_length=64, verbose_name="指标"
            ),
        ),
    ]
