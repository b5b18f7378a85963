from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0004_hours_of_lectures'),
    ]

    operations = [
        migrations.AlterField(
            model_name='attendance',
            name='state',
            field=models.CharField(choices=[('present', '到会'), ('leave', '请假'), ('absent', '缺席'), ('excused', '不计应到'), ('observer', '列席')], help_text='到会、请假、缺席、按规定不计入应到人数；列席的是别的党组织的人，不计应到实到。', max_length=10, verbose_name='到会情况'),
        ),
    ]
