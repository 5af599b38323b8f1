

import apps.core.scope
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contacts', '0004_origins'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Gathering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='what it is')),
                ('starts_at', models.DateTimeField(verbose_name='begins')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
                ('time_zone', models.CharField(max_length=64, verbose_name='time zone')),
                ('notes', models.TextField(blank=True, max_length=4000, verbose_name='notes')),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('staying_away_at', models.DateTimeField(null=True)),
                ('told_on', models.DateField(null=True)),
                ('created_at', models.DateTimeField()),
                ('organisation', apps.core.scope.OwnedForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='gatherings', to='contacts.organisation')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['owner', 'starts_at'], name='gathering_by_day'),
                    models.Index(fields=['owner', 'organisation', 'starts_at'], name='gathering_at_organisation'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='gathering_has_an_end'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sentence', models.CharField(max_length=200, verbose_name='the goal in a sentence')),
                ('why', models.TextField(blank=True, max_length=4000, verbose_name='why')),
                ('purpose', models.CharField(choices=[('clients', 'clients of my own'), ('job', 'my next job'), ('growing', 'growing where I am'), ('belonging', 'belonging')], default='belonging', max_length=9, verbose_name='what it is for')),
                ('field', models.CharField(blank=True, db_collation='C', max_length=40)),
                ('role', models.CharField(blank=True, max_length=200, verbose_name='role')),
                ('by_on', models.DateField(blank=True, null=True, verbose_name="I'd like it to be there by")),
                ('began_on', models.DateField()),
                ('looked_on', models.DateField(null=True)),
                ('held_at', models.DateTimeField(null=True)),
                ('approver', models.CharField(blank=True, max_length=200, verbose_name='who approved it')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='on')),
                ('approval_words', models.TextField(blank=True, max_length=2000, verbose_name='in these words')),
                ('paused_at', models.DateTimeField(null=True)),
                ('reached_at', models.DateTimeField(null=True)),
                ('let_go_at', models.DateTimeField(null=True)),
                ('outcome', models.TextField(blank=True, max_length=4000, verbose_name='what came of it')),
                ('created_at', models.DateTimeField()),
                ('circle', apps.core.scope.OwnedForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='goals', to='contacts.circle')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['owner', 'created_at'], name='goal_newest'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('reached_at', None), ('let_go_at', None), _connector='OR'), name='goal_ends_in_one_way'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='place')),
                ('folded', models.CharField(db_collation='C', max_length=200)),
                ('kind', models.CharField(choices=[('association', 'association'), ('conference', 'conference or fair'), ('class', 'class or workshop'), ('club', 'club or choir'), ('charity', 'charity or board'), ('online', 'online'), ('venue', 'café, bar, hall'), ('other', 'other')], default='other', max_length=11, verbose_name='what it is')),
                ('city', models.CharField(blank=True, max_length=100, verbose_name='city')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('site', models.CharField(blank=True, max_length=300, verbose_name='on the web')),
                ('notes', models.TextField(blank=True, max_length=4000, verbose_name='notes')),
                ('organisation', apps.core.scope.OwnedForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='places', to='contacts.organisation')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('owner', 'folded'), name='place_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Opportunity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('client', 'a client'), ('job', 'a job'), ('project', 'something to do together'), ('introduction', 'an introduction'), ('advice', 'advice that helped'), ('friend', 'a friendship'), ('other', 'something else')], default='other', max_length=12, verbose_name='what it is')),
                ('what', models.CharField(max_length=300, verbose_name='what came of it')),
                ('happened_on', models.DateField(verbose_name='when')),
                ('contact', apps.core.scope.OwnedForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='opportunities', to='contacts.contact')),
                ('gathering', apps.core.scope.OwnedForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='opportunities', to='goals.gathering')),
                ('goal', apps.core.scope.OwnedForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='opportunities', to='goals.goal')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', apps.core.scope.OwnedForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='opportunities', to='goals.place')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['owner', 'goal', '-happened_on'], name='opportunity_of_goal'),
                    models.Index(fields=['owner', 'contact'], name='opportunity_of_contact'),
                    models.Index(fields=['owner', '-happened_on'], name='opportunity_newest'),
                ],
            },
        ),
        migrations.CreateModel(
            name='GoalPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='why here')),
                ('added_at', models.DateTimeField()),
                ('goal', apps.core.scope.OwnedForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='goal_places', to='goals.goal')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', apps.core.scope.OwnedForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='goal_places', to='goals.place')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['owner', 'place'], name='goal_of_place'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('owner', 'goal', 'place'), name='goal_place_once'),
                ],
            },
        ),
        migrations.AddField(
            model_name='gathering',
            name='place',
            field=apps.core.scope.OwnedForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='gatherings', to='goals.place'),
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(blank=True, max_length=300, verbose_name='what was seen')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='how you know')),
                ('seen_on', models.DateField(verbose_name='when')),
                ('contact', apps.core.scope.OwnedForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='contacts.contact')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', apps.core.scope.OwnedForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='goals.place')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['owner', 'place', '-seen_on'], name='evidence_of_place'),
                    models.Index(fields=['owner', 'contact', '-seen_on'], name='evidence_of_contact'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PublicFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='what is public')),
                ('source', models.CharField(max_length=300, verbose_name='where it says so')),
                ('seen_on', models.DateField(verbose_name='seen on')),
                ('contact', apps.core.scope.OwnedForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='public_facts', to='contacts.contact')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['owner', 'contact', '-seen_on'], name='fact_of_contact'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Speciality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(db_collation='C', max_length=40)),
                ('name', models.CharField(max_length=100, verbose_name='speciality')),
                ('folded', models.CharField(db_collation='C', max_length=100)),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('owner', 'field', 'folded'), name='speciality_once'),
                ],
            },
        ),
        migrations.AddField(
            model_name='goal',
            name='speciality',
            field=apps.core.scope.OwnedForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='goals', to='goals.speciality'),
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(blank=True, max_length=200, verbose_name='who they are there')),
                ('called_friend_on', models.DateField(null=True)),
                ('added_at', models.DateTimeField()),
                ('contact', apps.core.scope.OwnedForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='contacts.contact')),
                ('goal', apps.core.scope.OwnedForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='goals.goal')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['owner', 'contact'], name='target_of_contact'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('owner', 'goal', 'contact'), name='target_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='EmployerProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='employer')),
                ('domain', models.CharField(blank=True, db_collation='C', max_length=200, verbose_name='where their mail goes')),
                ('fields', models.JSONField(blank=True, default=list)),
                ('changed_at', models.DateTimeField()),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner',), name='employer_once')],
            },
        ),
        migrations.CreateModel(
            name='MetAt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gathering', apps.core.scope.OwnedForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='met_at', to='goals.gathering')),
                ('interaction', apps.core.scope.OwnedForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='met_at', to='contacts.interaction')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['owner', 'gathering'], name='met_at_gathering')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'interaction'), name='met_at_once')],
            },
        ),
        migrations.AddIndex(
            model_name='gathering',
            index=models.Index(fields=['owner', 'place', 'starts_at'], name='gathering_at_place'),
        ),
    ]
